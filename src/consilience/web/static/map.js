// The map: how finely a place is known decides how it is drawn; marks stand where their places are, never beside.
"use strict";
(() => {
  const room = document.getElementById("map");
  if (!room || !window.L) return;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const map = L.map(room, { preferCanvas: true, minZoom: 1, maxZoom: 14, worldCopyJump: true, zoomSnap: 0.5, attributionControl: false });
  map.createPane("outlines").style.zIndex = 250; // below the marks
  const canvas = L.canvas({ padding: 0.3 });
  const marks = L.layerGroup().addTo(map);
  const still = room.dataset.spots && JSON.parse(room.dataset.spots); // of one incident: nothing more is asked for
  const query = new URLSearchParams((room.dataset.query || "").slice(1));
  const box = room.dataset.box ? room.dataset.box.split(",").map(Number) : null;
  let fitted = false;
  let asked = 0;

  if (room.dataset.tiles) L.tileLayer(room.dataset.tiles, { maxZoom: 19 }).addTo(map);
  else fetch(room.dataset.outlines).then((r) => r.json()).then((world) => {
    const land = topojson.feature(world, world.objects.countries);
    L.geoJSON(land, { interactive: false, pane: "outlines", renderer: L.canvas({ padding: 0.5, pane: "outlines" }), style: { color: colour("--border"), weight: 0.8, fillColor: colour("--land"), fillOpacity: 1 } }).addTo(map);
  });

  const shapes = {
    exact: (r) => ({ radius: r, weight: 1, fillOpacity: 0.95 }),
    town: (r) => ({ radius: r + 2, weight: 2.5, fillOpacity: 0.25 }),
    nearby: (r) => ({ radius: r + 2, weight: 2.5, fillOpacity: 0.25 }),
    district: (r) => ({ radius: r + 9, weight: 1.2, dashArray: "4 4", fillOpacity: 0.15 }),
    region: (r) => ({ radius: r + 14, weight: 1.2, dashArray: "4 4", fillOpacity: 0.15 }),
  };

  const size = (incidents) => Math.min(22, 4 + 2.2 * Math.log2(incidents));
  const counted = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;

  function mark([lat, lon, precision, incidents, killed, id]) {
    const r = size(incidents);
    const accent = colour("--accent");
    let drawn;
    if (precision === "country") {
      // a square of the same size on the screen, however near one looks
      const at = map.project([lat, lon]);
      const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => map.unproject(at.add([x * (r + 5), y * (r + 5)])));
      drawn = L.polygon(corners, { renderer: canvas, color: accent, weight: 1.5, fillColor: accent, fillOpacity: 0.1 });
    } else {
      const shape = (shapes[precision] || shapes.region)(r);
      drawn = L.circleMarker([lat, lon], { renderer: canvas, color: accent, fillColor: accent, ...shape });
      if (precision === "town" || precision === "nearby") L.circleMarker([lat, lon], { renderer: canvas, interactive: false, radius: 2, stroke: false, fillColor: accent, fillOpacity: 1 }).addTo(marks);
    }
    const about = { nearby: " near here", district: " somewhere in this district", region: " somewhere in this region", country: " somewhere in this country" }[precision] || "";
    const dead = killed ? `${killed.toLocaleString("en")} killed` : "no dead told";
    const said = `${counted(incidents, "incident")}${about}, ${dead}`;
    const words = document.createElement("span");
    words.textContent = said;
    drawn.bindTooltip(words);
    drawn.on("click", () => {
      if (still) return;
      if (id) location.assign(`/incidents/${encodeURIComponent(id)}`);
      else if (map.getZoom() < 9) map.setView([lat, lon], Math.min(10, map.getZoom() + 2));
      else list(lat, lon, incidents);
    });
    drawn.addTo(marks);
  }

  function list(lat, lon, incidents) {
    const near = new URLSearchParams(query);
    near.set("box", [lon - 0.002, lat - 0.002, lon + 0.002, lat + 0.002].map((d) => d.toFixed(3)).join(","));
    const link = document.createElement("a");
    link.href = `/?${near}`;
    link.textContent = `List ${counted(incidents, "incident")} here`;
    L.popup().setLatLng([lat, lon]).setContent(link).openOn(map);
  }

  let last = null;
  function draw(told) {
    if (!told) return;
    last = told;
    marks.clearLayers();
    // the vague first, so that exact places lie on top of them
    const order = { country: 0, region: 1, district: 2, nearby: 3, town: 4, exact: 5 };
    [...told.spots].sort((a, b) => (order[a[2]] ?? 1) - (order[b[2]] ?? 1)).forEach(mark);
    const without = document.getElementById("placeless");
    if (without) without.textContent = told.placeless ? `${counted(told.placeless, "incident")} without a point on the map` : "";
    room.dataset.drawn = told.spots.length;
  }

  function ask() {
    const now = new URLSearchParams(query);
    const number = ++asked;
    if (fitted) now.set("seen", part(map.getBounds().pad(0.3)));
    fetch(`/map.json?${now}`).then((r) => (r.ok ? r.json() : Promise.reject(r.status))).then((told) => {
      if (number !== asked) return;
      if (!fitted) fit(told.spots);
      draw(told);
    }).catch(() => { document.getElementById("placeless").textContent = "The map could not be loaded; the table holds the same."; });
  }

  function part(seen) {
    const inside = (d, most) => Math.max(-most, Math.min(most, d)).toFixed(3);
    return [inside(seen.getWest(), 180), inside(seen.getSouth(), 90), inside(seen.getEast(), 180), inside(seen.getNorth(), 90)].join(",");
  }

  function fit(spots) {
    fitted = true;
    if (box) map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false });
    else if (spots.length) map.fitBounds(L.latLngBounds(spots.map(([lat, lon]) => [lat, lon])).pad(0.25), { maxZoom: still ? 5 : 7, animate: false });
  }

  map.setView([20, 20], 2);
  if (still) {
    fit(still);
    draw({ spots: still });
    return;
  }
  ask();
  const here = document.getElementById("only-here");
  map.on("moveend", () => { if (fitted && last && last.cell) ask(); here.hidden = !fitted; });
  const only = (bounds) => {
    query.set("box", part(bounds));
    location.assign(`/?${query}`);
  };
  here.addEventListener("click", () => only(map.getBounds()));
  map.on("boxzoomend", (event) => only(event.boxZoomBounds)); // drawn with the shift key held
})();
