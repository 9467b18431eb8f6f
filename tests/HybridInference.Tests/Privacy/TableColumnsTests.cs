using CsCheck;

namespace HybridInference.Tests.Privacy;

/// <summary>Tables whose header says what their columns hold.</summary>
public sealed class TableColumnsTests
{
    public static TheoryData<string, string> Tables => new()
    {
        { "name,city,dob\nAda,London,1915-12-10\nGrace,\"New York, NY\",1906-12-09", "1915-12-10|1906-12-09" },
        { "Here is the table.\n\nname;birth_date;city\nAda;10.12.1915;London", "10.12.1915" },
        { "name\tcity\tdate of birth\r\nAda\tLondon\t10/12/1915\r\n", "10/12/1915" },
        { "| name | dob | city |\n|---|---|---|\n| Ada | 1915-12-10 | London |", "1915-12-10" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Detect_DateInAColumnOfBirths_IsADateOfBirth(string table, string dates) =>
        Assert.Equal(dates.Split('|'), ValuesOf(table, PiiCategories.DateOfBirth));

    [Theory]
    [InlineData("passport", "X12345678", PiiCategories.Passport)]
    [InlineData("account_number", "0012345678", PiiCategories.BankAccount)]
    [InlineData("\"Patient ID\"", "00123456", PiiCategories.MedicalId)]
    public void Detect_NumberInANamedColumn_IsOfThatKind(string name, string value, string category) =>
        Assert.Equal([value], ValuesOf($"city,{name},note\nLondon,{value},none\n", category));

    [Theory]
    [InlineData("name,city,visited\nAda,London,1915-12-10")]
    [InlineData("name,city,invoice_date\nAda,London,1915-12-10")]
    [InlineData("name,city,dob\nAda,London and all that is around it as far as one can see,Kent,1915-12-10")]
    [InlineData("name,dob,city\nAda,London and all that is around it as far as one can see,1915-12-10")]
    [InlineData("a dob, a city, and a very long name of a column that nobody would write\nAda,London,1915-12-10")]
    [InlineData("Dear Ada, we met on the day that you were born, in London.\nIt was, as you and all of your friends must know, the 1915-12-10")]
    public void Detect_DateInAnotherColumnOrInNoTable_IsNone(string text) => Assert.Empty(Detection.SureOf(text));

    [Fact]
    public void Append_TableInChunks_GivesTheMatchesOfTheWholeText()
    {
        string row = $"Ada,{new string('x', 40)},1915-12-10\n";
        string text = "name,city,dob\n" + string.Concat(Enumerable.Repeat(row, 200));
        Gen.Int[1, 3000].Sample(length =>
        {
            var scanner = new PiiStreamScanner();
            var found = new List<PiiStreamMatch>();
            foreach (char[] chunk in text.Chunk(length))
            {
                scanner.Append(chunk, found);
            }

            scanner.Complete(found);
            Assert.Equal(200, found.Count(match => match.Category == PiiCategories.DateOfBirth));
        }, iter: 50);
    }

    private static IEnumerable<string> ValuesOf(string text, string category) =>
        Detection.SureOf(text).Where(match => match.Category == category).Select(match => text.Substring(match.Start, match.Length));
}
