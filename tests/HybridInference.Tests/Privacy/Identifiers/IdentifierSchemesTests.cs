using CsCheck;

namespace HybridInference.Tests.Privacy.Identifiers;

public sealed class IdentifierSchemesTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Invented numbers: where a question mark stands, the test computes the check digit.</summary>
    public static TheoryData<string, string> Templates => IdentifierTemplates.All;

    [Theory]
    [MemberData(nameof(Templates))]
    public void IsValid_CheckDigitComputed_OneOfAllIsValid(string name, string template)
    {
        IdentifierScheme scheme = Scheme(name);

        string valid = Assert.Single(Fill(template), text => scheme.IsValid(text));

        Assert.InRange(valid.Length, scheme.MinLength, scheme.MaxLength);
        Assert.True(IdentifierSchemes.OfLength(valid.Length).Contains(IdentifierSchemes.All.Index().Single(entry => entry.Item == scheme).Index));
        Assert.True(scheme.IsValid(valid.ToLowerInvariant()));
        Assert.True(scheme.HasLetters || valid.All(char.IsAsciiDigit));
        Assert.True(scheme.Start == IdentifierStart.Either || char.IsAsciiDigit(valid[0]) == (scheme.Start == IdentifierStart.Digit));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void IsValid_OneCharacterMoreOrLess_IsInvalidOrOfAnotherLength(string name, string template)
    {
        IdentifierScheme scheme = Scheme(name);
        string valid = Fill(template).First(text => scheme.IsValid(text));

        Assert.False(scheme.IsValid(valid + "!"));
        Assert.False(scheme.IsValid(string.Concat(valid.AsSpan(0, valid.Length - 1), "!")));
        Assert.False(scheme.IsValid(string.Concat("!", valid.AsSpan(1))));
        Assert.True(scheme.MinLength < scheme.MaxLength || !scheme.IsValid(valid + "0"));
        Assert.True(scheme.MinLength < scheme.MaxLength || !scheme.IsValid(valid.AsSpan()[..^1]));
    }

    [Fact]
    public void IsValid_OneDigitWrong_IsInvalidWhereTheAlgorithmPromisesIt()
    {
        string[] valid = [.. IdentifierTemplates.All
            .Where(row => IdentifierTemplates.FindEveryWrongDigit.Contains(row.Data.Item1))
            .Select(row => row.Data.Item1 + "=" + Fill(row.Data.Item2).First(text => Scheme(row.Data.Item1).IsValid(text)))];
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Int[0, 17], Gen.Int[1, 9]).Sample((index, place, change) =>
        {
            (string name, char[] text) = (valid[index].Split('=')[0], valid[index].Split('=')[1].ToCharArray());
            place %= text.Length;
            bool isCentury = name == "SE_PERSONNUMMER" && text.Length == 12 && place < 2; // The check digit leaves it out.
            if (char.IsAsciiDigit(text[place]) && !isCentury)
            {
                text[place] = (char)('0' + ((text[place] - '0' + change) % 10));
                Assert.False(Scheme(name).IsValid(text), $"{name} {new string(text)}");
            }
        });
    }

    [Fact]
    public void All_EveryScheme_IsTestedTwiceAndNamedOnce()
    {
        Assert.Equal(IdentifierSchemes.All.Count, IdentifierSchemes.All.Select(scheme => scheme.Name).Distinct().Count());
        Assert.All(IdentifierSchemes.All, scheme =>
            Assert.True(IdentifierTemplates.All.Count(row => row.Data.Item1 == scheme.Name) >= 2 || !scheme.HasCheckDigit, scheme.Name));
    }

    [Fact]
    public void All_EveryScheme_HasLowerCaseCues() =>
        Assert.All(IdentifierSchemes.All, scheme =>
        {
            Assert.NotEmpty(scheme.Cues);
            Assert.All(scheme.Cues, cue => Assert.Equal(cue.ToLowerInvariant(), cue));
        });

    [Fact]
    public void All_BareDigitsWithOneCheckDigit_IsNotStrong() =>
        Assert.DoesNotContain(IdentifierSchemes.All, scheme => scheme.IsStrong && !scheme.HasLetters && scheme.Name != "CH_AHV");

    [Fact]
    public void IsValid_AnyText_NeverThrows() =>
        Gen.String[Gen.Char["0123456789AXZK+-!é٣"], 0, 20].Sample(text =>
        {
            foreach (IdentifierScheme scheme in IdentifierSchemes.All)
            {
                _ = scheme.IsValid(text);
            }
        });

    [Fact]
    public void IsValid_FillerOrEmpty_IsInvalid() =>
        Assert.All(IdentifierSchemes.All, scheme =>
        {
            Assert.False(scheme.IsValid(""), scheme.Name);
            Assert.False(scheme.IsValid(new string('0', scheme.MinLength)), scheme.Name);
            Assert.False(scheme.IsValid(new string('é', scheme.MinLength)), scheme.Name);
            Assert.False(scheme.IsValid(new string('٣', scheme.MinLength)), scheme.Name);
        });

    [Fact]
    public void IsValid_SouthAfricanIdWithARaceInIt_IsInvalid() =>
        Assert.DoesNotContain(Fill("80010150090??"), text => text[11] < '8' && Scheme("ZA_ID_NUMBER").IsValid(text));

    [Fact]
    public void OfLength_NoScheme_IsEmpty()
    {
        Assert.True(IdentifierSchemes.OfLength(0).IsEmpty);
        Assert.True(IdentifierSchemes.OfLength(-1).IsEmpty);
        Assert.True(IdentifierSchemes.OfLength(IdentifierSchemes.MaxLength + 1).IsEmpty);
    }

    private static IdentifierScheme Scheme(string name) => Assert.Single(IdentifierSchemes.All, scheme => scheme.Name == name);

    /// <summary>Every way to replace the question marks by digits, or a star by a letter.</summary>
    private static IEnumerable<string> Fill(string template)
    {
        int place = template.IndexOfAny(['?', '*']);
        if (place < 0)
        {
            return [template];
        }

        string choices = template[place] == '?' ? Alphabet[..10] : Alphabet;
        return choices.SelectMany(choice => Fill(template[..place] + choice + template[(place + 1)..]));
    }
}
