"""The words around a name that say it is a place, what kind of place, or that it is somebody's name."""

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


#: Nouns that may follow or (with "of") precede a place, with what they make of it.
_NOUNS: dict[str, str] = {
    "region": """
        province governorate oblast region state muhafazat prefecture department krai republic provinces
        governorates regions oblasts states wilaya
        """,
    "district": """
        district districts subdistrict neighborhood neighbourhood quarter suburb suburbs neighborhoods
        neighbourhoods area areas countryside outskirts raion municipality commune township county counties
        parish tehsil woreda cercle sector axis front pocket
        """,
    "town": """
        town city village villages towns cities hamlet settlement capital kibbutz
        """,
    "site": """
        base bases airbase airport airfield camp camps crossing hospital barracks prison checkpoint outpost
        garrison port harbour harbor dam bridge university mosque school refinery oilfield roundabout market
        square church junction clinic jail
        """,
    "area": """
        mountains mountain forest valley desert island islands river lake hills plain plains basin peninsula
        triangle highlands sea strait gulf border
        """,
}
KINDS: dict[str, str] = {word: kind for kind, words in _NOUNS.items() for word in sorted(words_of(words))}
#: Nouns that may stand, in small letters, inside the names the hand-kept list knows.
TAILS = frozenset(word for word, kind in KINDS.items() if kind in ("site", "area", "district", "region")) | {
    "strip", "heights", "city", "bank", "base", "town",
}  # fmt: skip
#: Two-word nouns, told by their second word.
SITE_LEAD = frozenset({"air", "military", "refugee", "border", "naval", "army", "training", "international", "idp",
                       "displacement", "detention", "missile", "oil", "gas", "power"})  # fmt: skip

LOCATIVE = words_of(
    """
    in near at outside around inside across over into towards toward from to between throughout within off en
    cerca dans près à au
    """
)
#: Verbs whose object, with a capital, is a place more often than a person.
STRUCK = words_of(
    """
    attacked attacking bombed bombing bombs shelled shelling raided raiding hit hits hitting struck striking stormed
    storming targeted targeting pounded pounding invaded entered captured besieged overran bombarded liberated retook
    recaptured ransacked
    """
)
NEARBY = frozenset(["near", "outside", "around", "towards", "toward", "off", "between", "cerca", "près"])
COMPASS = words_of(
    """
    north south east west northeast northwest southeast southwest northern southern eastern western central
    northeastern northwestern southeastern southwestern upper lower greater downtown rural mid
    """
)
#: "15 km north of X", "a few miles from X", "on the outskirts of X"
DISTANCE = re.compile(
    r"(?:\b(?:km|kms|kilomet(?:er|re)s?|miles?|meters|metres)\b[^.;]{0,30}\b(?:of|from)|"
    r"\b(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|northwards?|southwards?) of|"
    r"\b(?:near|outside|around|close to|not far from|next to|in the vicinity of|off|on the road to|towards?)|"
    r"\b(?:road|highway|border|area|located|point|junction|line|village|somewhere) (?:that )?(?:runs |lies )?"
    r"between(?: [^.;,]{2,40} and)?)(?: the)?(?: [a-z]+){0,2}(?: of)?\s*$",
    re.IGNORECASE,
)
#: "the town of X", "in the Nineveh province's X district"
OF_KIND = re.compile(r"\b([a-z]+) (?:of|de)(?: the)?\s+$", re.IGNORECASE)
#: What makes "Iran-backed" and "pro-Iran" say whose, not where.
BACKED = words_of(
    """
    backed led aligned linked allied supported sponsored controlled run made born trained funded based held
    occupied administered owned affiliated supplied brokered mediated
    """
)
BEFORE_ADJECTIVE = frozenset(["pro", "anti", "non", "ex"])

TITLES = words_of(
    """
    mr mrs ms miss dr prof professor president vice gen general brig brigadier col colonel lt lieutenant maj
    major capt captain cmdr commander sgt sergeant cpl corporal pvt adm admiral marshal sheikh sheik shaikh imam
    ayatollah minister premier senator sen rep congressman congresswoman governor gov judge justice spokesman
    spokeswoman spokesperson chief secretary ambassador envoy king queen prince princess pope bishop archbishop
    cardinal father fr rev reverend sir lord lady baron haji hajj hajji mullah maulana mawlawi mufti sultan emir
    chairman chairwoman director coach officer detective deputy trooper agent inspector superintendent sheriff
    attorney actor actress singer abu abou bin ibn ben umm bint van von mac st
    """
) - {"st", "van", "major"}  # fmt: skip

#: Words that never begin or end a name where every letter is a capital.
FUNCTION = words_of(
    """
    a an and are as at be been but by can car cars could end for from go had has have he her him his i in into is it its
    may me more no not of off on one or our out said she so some sol than that the their them then there these they this
    those to two up upon us was we were what when which who will with would you
    """
)
#: What follows the name of a street or a unit, not of a place.
NAMED_AFTER = frozenset({"street", "road", "avenue", "brigade", "brigades", "battalion", "roundabout"})

MONTHS = words_of(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
    thur thurs fri sat sun enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre easter ramadan christmas eid muharram ashura
    """
)
#: Follow a place that is part of a body's name: "Aleppo Media Center"; they do not make the place doubtful.
BODY = words_of(
    """
    police council court hospital university ministry government parliament army forces brigade division media
    center centre city county district province state region governorate oblast airport base camp international
    military security health authority committee front assembly commission civil school college red general
    community church street road highway river valley bridge mosque times post news fire sheriff high
    """
)

_STATES = words_of(
    """
    ala:AL alaska:AK ariz:AZ ark:AR calif:CA cal:CA colo:CO conn:CT del:DE fla:FL ga:GA ill:IL ind:IN kan:KS
    kans:KS ky:KY la:LA md:MD mass:MA mich:MI minn:MN miss:MS mo:MO mont:MT neb:NE nebr:NE nev:NV nh:NH nj:NJ
    nm:NM ny:NY nc:NC nd:ND okla:OK ok:OK ore:OR oreg:OR pa:PA penn:PA ri:RI sc:SC sd:SD tenn:TN tex:TX vt:VT
    va:VA wash:WA wva:WV wis:WI wisc:WI wyo:WY dc:DC al:AL ak:AK az:AZ ar:AR ca:CA co:CO ct:CT de:DE fl:FL il:IL
    ks:KS ma:MA mi:MI mn:MN ms:MS mt:MT ne:NE nv:NV oh:OH or:OR tn:TN tx:TX ut:UT wa:WA wv:WV wi:WI wy:WY hi:HI
    ia:IA id:ID me:ME
    """
)
#: US states as the press abbreviates them, without stops, small.
STATES: dict[str, str] = {name: code for name, _, code in (pair.partition(":") for pair in sorted(_STATES))}
