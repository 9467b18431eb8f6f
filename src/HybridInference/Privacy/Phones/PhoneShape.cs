namespace HybridInference;

/// <summary>How a phone number is written, from the surest to the least sure.</summary>
internal enum PhoneShape
{
    /// <summary>"+", "00" or "011", a country calling code, and a national number of a length that country uses.</summary>
    International,

    /// <summary>Ten digits, or eleven after a 1, that the North American plan allows, in groups.</summary>
    NorthAmerican,

    /// <summary>A trunk prefix 0 and seven to eleven more digits, in groups or not; or groups as only phone numbers have them.</summary>
    TrunkPrefixed,

    /// <summary>Seven to fifteen digits in groups; a phone number only near a cue.</summary>
    Grouped,

    /// <summary>Seven to fifteen digits without groups or prefix; a phone number only near a cue.</summary>
    Bare,
}
