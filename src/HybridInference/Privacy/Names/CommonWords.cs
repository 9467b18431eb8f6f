using System.Collections.Frozen;

namespace HybridInference;

/// <summary>Words that are written with a capital letter without being a person's name: first words of sentences, days, places, roles.</summary>
internal static class CommonWords
{
    private const string Sentences =
        "a|about|above|actually|address|after|again|all|also|although|always|am|an|and|another|any|are|as|ask|at|back|be|because|been|before|best|both|but|by|call|can|cause|check|company|contact|could|customer|"
        + "date|day|dear|did|do|does|don|during|each|email|every|everyone|few|find|first|for|from|further|get|give|go|good|got|great|had|has|have|having|he|hello|help|her|here|hers|hey|hi|him|his|how|however|"
        + "i|if|in|information|into|is|it|its|just|keep|last|later|let|like|look|made|make|many|may|maybe|me|meanwhile|meet|message|more|most|mr|mrs|ms|dr|prof|much|must|my|name|need|never|new|next|no|not|note|"
        + "nothing|now|of|off|oh|ok|okay|on|once|one|only|or|order|other|our|ours|out|over|own|patient|perhaps|phone|play|please|put|question|re|read|really|regards|remember|reply|report|result|right|said|same|say|see|"
        + "send|sent|she|should|since|sir|so|some|someone|something|sorry|still|subject|such|sure|take|tell|than|thank|thanks|that|the|their|theirs|them|then|there|therefore|these|they|thing|things|think|this|those|"
        + "though|through|to|today|tomorrow|too|two|three|four|five|under|until|up|upon|us|use|user|very|want|was|we|well|were|what|when|where|whether|which|while|who|whom|whose|why|will|wish|with|without|won|would|"
        + "write|yes|yesterday|yet|you|your|yours|attached|according|add|admin|article|available|based|bank|billing|bot|agent|assistant|system|payment|invoice|item|total|account|card|credit|number|mobile|desk|fax|"
        + "mother|father|god|king|queen|prince|princess|president|minister|lord|lady|sincerely|best|kind|warm|cheers|welcome|feel|enjoy|follow|watch|listen|nice|bad|big|old|young|little|long|short|high|low|open|close";

    private const string Terms =
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|"
        + "street|avenue|road|lane|drive|boulevard|square|park|bridge|river|lake|mountain|island|university|college|school|hospital|institute|department|committee|court|council|government|ministry|bureau|"
        + "inc|ltd|llc|corp|corporation|gmbh|group|holdings|limited|partners|systems|services|solutions|technologies|bank|insurance|foundation|association|society|museum|church|hotel|restaurant|airport|station|"
        + "north|south|east|west|northern|southern|eastern|western|central|upper|lower|united|states|kingdom|republic|english|french|german|spanish|italian|dutch|polish|russian|chinese|japanese|korean|american|british|"
        + "european|african|asian|indian|canadian|australian|mexican|brazilian|irish|scottish|swedish|norwegian|danish|finnish|portuguese|greek|turkish|arabic|christian|muslim|jewish|catholic|christmas|easter|internet|"
        + "microsoft|google|apple|amazon|facebook|linux|windows|android|python|java|csharp|docker|kubernetes|azure|github|visa|mastercard|paypal|atm|pin|iban|swift|api|url|http|json|xml|usa|uk|eu|nato|"
        + "ceo|cto|cfo|manager|director|engineer|doctor|professor|nurse|attorney|lawyer|teacher|officer|secretary|chairman|senator|captain|sergeant|general|consultant|analyst|accountant|administrator|developer|designer|"
        + "title|dob|ssn|mrn|npi|age|gender|male|female|status|session|server|client|error|warning|info|debug|alert|ticket|case|record|records|notes|summary|history|diagnosis|treatment|medication|provider|physician";

    private const string Places =
        "afghanistan|albania|algeria|argentina|armenia|australia|austria|azerbaijan|bangladesh|belarus|belgium|bolivia|bosnia|brazil|bulgaria|cambodia|cameroon|canada|chile|china|colombia|congo|croatia|cuba|cyprus|czechia|"
        + "denmark|ecuador|egypt|england|estonia|ethiopia|finland|france|germany|ghana|greece|greenland|guatemala|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|"
        + "kenya|korea|kosovo|kuwait|latvia|lebanon|libya|lithuania|luxembourg|malaysia|malta|mexico|moldova|monaco|mongolia|montenegro|morocco|nepal|netherlands|nicaragua|nigeria|norway|oman|pakistan|panama|paraguay|"
        + "peru|philippines|poland|portugal|qatar|romania|russia|scotland|senegal|serbia|singapore|slovakia|slovenia|somalia|spain|sudan|sweden|switzerland|syria|taiwan|tanzania|thailand|tunisia|turkey|uganda|ukraine|uruguay|"
        + "uzbekistan|venezuela|vietnam|wales|yemen|zambia|zimbabwe|europe|asia|africa|america|oceania|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|"
        + "kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|ohio|oklahoma|oregon|pennsylvania|tennessee|texas|utah|vermont|washington|wisconsin|wyoming|"
        + "ontario|quebec|alberta|london|paris|berlin|hamburg|munich|frankfurt|vienna|zurich|geneva|rome|milan|madrid|barcelona|lisbon|amsterdam|rotterdam|brussels|copenhagen|stockholm|oslo|helsinki|warsaw|prague|budapest|"
        + "dublin|edinburgh|manchester|liverpool|birmingham|york|boston|chicago|houston|dallas|seattle|denver|phoenix|atlanta|detroit|miami|toronto|vancouver|montreal|sydney|melbourne|tokyo|osaka|beijing|shanghai|delhi|mumbai|dubai|moscow|istanbul";

    private const string Labels =
        "employer|employee|policy|claimant|amount|wages|state|marketing|engineering|finance|sales|value|org|field|location|profile|test|signature|refills|product|query|response|request|reference|quantity|price|"
        + "category|type|region|zip|city|country|fathers|family|kids|comedy|drama|mystery|adventure|privacy|audit|software|hardware|database|network|project|team|section|chapter|figure|table|page|version|release|"
        + "kwota|data|nazwa|adres|kontrahent|nabywca|sprzedawca|pole|formularz|dyrektor|kierownik|specjalista|koordynator|numer|betreff|datum|kunde|rechnung|straße|firma|abteilung|objet|montant|facture|fecha|importe|oggetto|bedrag";

    private static readonly FrozenSet<string> SentenceWords = Sentences.Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> All = string.Join('|', Sentences, Labels, Terms, Places).Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word begins sentences and is no part of a place.</summary>
    public static bool IsOfSentences(ReadOnlySpan<char> word) => word is not "New" && SentenceWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public static bool Contains(ReadOnlySpan<char> word) => All.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
