using System.Diagnostics;
using System.Reflection;

namespace HybridInference.Tests.Privacy.Redaction;

public sealed class RedactionMapTests
{
    public static TheoryData<string, string, string> SameValues => new()
    {
        { PiiCategories.Phone, Phone("+1 ", " "), Phone("(", ") ") },
        { PiiCategories.Phone, Phone("+1 (", ") "), Phone("1-", "-") },
        { PiiCategories.Phone, Phone("001 ", "."), Phone("", "-") },
        { PiiCategories.Phone, "+44 (0)20 7946 0958", "0044 20 79460958" },
        { PiiCategories.Email, PrivateText.Email(), PrivateText.Email().ToUpperInvariant() },
        { PiiCategories.CreditCard, PrivateText.CardNumber(), PrivateText.CardNumber('-') },
        { PiiCategories.Iban, PiiText.Iban(), PiiText.Iban(' ') },
        { PiiCategories.UsSsn, PiiText.SocialSecurityNumber(), PiiText.SocialSecurityNumber().Replace("-", "") },
        { PiiCategories.Person, "Maria  Lopez", "maria lopez " },
        { PiiCategories.CreditCard, PrivateText.CardNumber(), FullWidth(PrivateText.CardNumber()) },
    };

    [Theory]
    [MemberData(nameof(SameValues))]
    public void Add_SameValueInAnotherForm_SameToken(string category, string first, string second)
    {
        using var map = new RedactionMap();

        Assert.Equal(map.Add(category, first).Token, map.Add(category, second).Token);
        Assert.Equal(1, map.Count);
    }

    [Fact]
    public void Add_OtherValues_OtherTokens()
    {
        using var map = new RedactionMap();
        (string, string)[] values =
        [
            (PiiCategories.Secret, "abcdefgh"), (PiiCategories.Secret, "ABCDEFGH"), (PiiCategories.Phone, "+49 20 7946 0958"), (PiiCategories.Phone, "020 7946 0958"),
        ];

        string[] tokens = [.. values.Select(value => map.Add(value.Item1, value.Item2).Token)];

        Assert.Equal(["[SECRET_1]", "[SECRET_2]", "[PHONE_1]", "[PHONE_2]"], tokens);
    }

    [Fact]
    public void Add_CategoryOfADetectorOfItsOwn_IsWrittenAsALabel()
    {
        using var map = new RedactionMap();

        Assert.Equal("[PROJECT_NAME_1]", map.Add("project name", "Falcon").Token);
        Assert.Equal("Falcon", Redacting.Restore("[PROJECT_NAME_1]", map));
    }

    [Fact]
    public void Clear_Values_AreForgotten()
    {
        RedactionMap map = Redacting.Persons(2);

        map.Clear();

        Assert.Equal(0, map.Count);
        Assert.Equal("[PERSON_1]", Redacting.Restore("[PERSON_1]", map));
        Assert.Equal("[PERSON_1]", map.Add(PiiCategories.Person, "Other").Token);
    }

    [Fact]
    public void Dispose_Map_TakesNoMoreValues()
    {
        RedactionMap map = Redacting.Persons(1);

        map.Dispose();
        map.Dispose();

        Assert.Equal(0, map.Count);
        Assert.Throws<ObjectDisposedException>(() => map.Add(PiiCategories.Person, "Maria"));
    }

    [Fact]
    public void ToString_Map_ShowsNoValue()
    {
        using var map = new RedactionMap();
        RedactedValue value = map.Add(PiiCategories.Person, "Maria");

        Assert.Equal("RedactionMap (1 values)", map.ToString());
        Assert.Equal("[PERSON_1]", value.ToString());
        Assert.Equal("{Count} values", typeof(RedactionMap).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.Equal("{Token}", typeof(RedactedValue).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.DoesNotContain("Maria", new PlaceholderMatch(value, 1, 0).ToString());
    }

    [Fact]
    public void Add_FromManyThreads_GivesEachValueOneToken()
    {
        using var map = new RedactionMap();
        var tokens = new string[8][];

        Parallel.For(0, tokens.Length, i => tokens[i] =
            [.. Enumerable.Range(0, 200).Select(n => map.Add(PiiCategories.Person, "Name" + (((n * 7) + i) % 200)).Token).Order()]);

        Assert.Equal(200, map.Count);
        Assert.All(tokens, own => Assert.Equal(tokens[0], own));
        Assert.Equal(200, tokens[0].Distinct().Count());
    }

    private static string Phone(string before, string between) => before + "415" + between + "555" + "-" + "2671";

    private static string FullWidth(string digits) => string.Concat(digits.Select(digit => (char)(digit - '0' + '\uFF10')));
}
