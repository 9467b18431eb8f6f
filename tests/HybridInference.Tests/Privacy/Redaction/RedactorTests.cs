using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

public sealed class RedactorTests
{
    private static readonly string Email = PrivateText.Email();

    [Fact]
    public void Redact_SeveralValues_AreTypedAndNumbered()
    {
        using var map = new RedactionMap();

        string redacted = Redacting.Redact($"Dr. Maria <{Email}>, Dr. Anna, {PrivateText.CardNumber()}; again Dr. Maria", map);

        Assert.Equal("Dr. [PERSON_1] <[EMAIL_1]>, Dr. [PERSON_2], [CREDIT_CARD_1]; again Dr. [PERSON_1]", redacted);
    }

    [Fact]
    public void Redact_SameValueWithoutItsCue_IsReplacedToo()
    {
        using var map = new RedactionMap();
        ChatMessage[] messages = [new(ChatRole.User, "Maria wrote: mariamne, MARIA."), new(ChatRole.Assistant, "You mean Dr. Maria?")];

        RedactedRequest request = Redacting.Redact(messages, map);

        Assert.Equal("[PERSON_1] wrote: mariamne, [PERSON_1].", request.Messages[0].Text);
        Assert.Equal("You mean Dr. [PERSON_1]?", request.Messages[1].Text);
    }

    [Fact]
    public void Redact_SameNumberInTwoForms_OneToken()
    {
        using var map = new RedactionMap();
        string card = PrivateText.CardNumber();

        Assert.Equal("[CREDIT_CARD_1] [CREDIT_CARD_1] [CREDIT_CARD_1]", Redacting.Redact($"{card} {PrivateText.CardNumber(' ')} {PrivateText.CardNumber('-')}", map));
    }

    [Fact]
    public void Redact_ValueInsideAnother_TheLongestWins()
    {
        using var map = new RedactionMap();
        string address = $"https://h/?u={Email}";
        var redactor = new Redactor(new(), new FixedDetector((PiiCategories.Email, Email), (PiiCategories.Url, address)), RawRepresentations.Unread);

        RedactedRequest request = redactor.Redact(
            [new(ChatRole.User, $"{address} {Email}")], null, new HashSet<string> { PiiCategories.Email, PiiCategories.Url }, map);

        Assert.Equal("[URL_1] [EMAIL_1]", request.Messages[0].Text);
    }

    [Fact]
    public void Redact_ValuesThatOverlap_LeaveNoRestAndAreRestored()
    {
        using var map = new RedactionMap();
        var redactor = new Redactor(new(), new FixedDetector(("A", "first middle"), ("B", "middle last")), RawRepresentations.Unread);

        string redacted = redactor.Redact([new(ChatRole.User, "x first middle last y")], null, new HashSet<string> { "A", "B" }, map).Messages[0].Text;

        Assert.Equal("x [A_2] y", redacted);
        Assert.Equal("x first middle last y", Redacting.Restore(redacted, map));
    }

    [Fact]
    public void Redact_ValueThatAnotherHidesFromTheDetector_IsReplacedToo()
    {
        using var map = new RedactionMap();
        var redactor = new Redactor(new(), new FixedDetector(("A", "first"), ("B", "second")) { OnlyOne = true }, RawRepresentations.Unread);

        string redacted = redactor.Redact([new(ChatRole.User, "x first second y")], null, new HashSet<string> { "A", "B" }, map).Messages[0].Text;

        Assert.Equal("x [A_1] [B_1] y", redacted);
    }

    [Theory]
    [InlineData("[PERSON_1]")]
    [InlineData("[person_1] and [ PERSON_7 ]")]
    [InlineData(@"\[PERSON_1\] ［PERSON_1］ [LITERAL_1]")]
    public void Redact_TextThatLooksLikeAPlaceholder_StandsForItself(string lookAlike)
    {
        using var map = new RedactionMap();
        string text = $"Dr. Maria wrote {lookAlike}";

        string redacted = Redacting.Redact(text, map);

        Assert.StartsWith("Dr. [PERSON_1] wrote ", redacted);
        Assert.DoesNotContain("PERSON", redacted["Dr. [PERSON_1]".Length..], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(text, Redacting.Restore(redacted, map));
    }

    [Fact]
    public void Redact_LookAlikeInALaterTurn_IsNeverRestoredToAValue()
    {
        using var map = new RedactionMap();
        Redacting.Redact("Dr. Maria", map);

        string redacted = Redacting.Redact("Who is [PERSON_1]?", map);

        Assert.Equal("Who is [LITERAL_1]?", redacted);
        Assert.Equal("Who is [PERSON_1]?", Redacting.Restore(redacted, map));
    }

    [Fact]
    public void Redact_NothingPrivate_ReturnsTheSameObjects()
    {
        using var map = new RedactionMap();
        ChatMessage[] messages = [new(ChatRole.User, "hello [x]"), new(ChatRole.Tool, [new FunctionResultContent("1", new[] { 1, 2 })])];
        var options = new ChatOptions { Instructions = "be kind", StopSequences = ["x"], Tools = [AIFunctionFactory.Create(() => 1, "f")] };

        RedactedRequest request = Redacting.Redact(messages, map, options);

        Assert.Same(messages, request.Messages);
        Assert.Same(options, request.Options);
    }

    [Fact]
    public void Redact_OneMessageIsPrivate_TheOthersAreReused()
    {
        using var map = new RedactionMap();
        ChatMessage[] messages = [new(ChatRole.User, "hello"), new(ChatRole.User, [new TextContent("a"), new TextContent(Email)])];

        RedactedRequest request = Redacting.Redact(messages, map);

        Assert.Same(messages[0], request.Messages[0]);
        Assert.Same(messages[1].Contents[0], request.Messages[1].Contents[0]);
        Assert.Equal(Email, messages[1].Contents[1].ToString());
    }

    [Theory]
    [InlineData(null, "Tokens like [PERSON_1]")]
    [InlineData("be kind", "be kind\nTokens like [PERSON_1]")]
    public void Redact_Note_IsAddedToTheInstructions(string? instructions, string expected)
    {
        using var map = new RedactionMap();
        ChatOptions? options = instructions is null ? null : new() { Instructions = instructions };

        RedactedRequest request = Redacting.Redact([new(ChatRole.User, Email)], map, options);

        Assert.StartsWith(expected, request.Options!.Instructions);
        Assert.Equal(instructions, options?.Instructions);
    }

    [Fact]
    public void Redact_NoteIsOff_LeavesTheOptions()
    {
        using var map = new RedactionMap();
        var options = new ChatOptions();

        RedactedRequest request = Redacting.Redact([new(ChatRole.User, Email)], map, options, new() { AddSystemNote = false });

        Assert.Same(options, request.Options);
    }

    [Fact]
    public async Task Redact_ToolWithAValue_CanStillBeInvoked()
    {
        using var map = new RedactionMap();
        AIFunction function = AIFunctionFactory.Create((int number) => number + 1, "f", "Ask " + Email);
        var options = new ChatOptions { Tools = [function, AIFunctionFactory.CreateDeclaration("g", Email, function.JsonSchema)] };

        RedactedRequest request = Redacting.Redact([], map, options);

        var redacted = Assert.IsAssignableFrom<AIFunction>(request.Options!.Tools![0]);
        Assert.Equal("Ask [EMAIL_1]", redacted.Description);
        Assert.Equal("[EMAIL_1]", request.Options.Tools[1].Description);
        Assert.Equal("2", (await redacted.InvokeAsync(new() { ["number"] = 1 }, TestContext.Current.CancellationToken))?.ToString());
        Assert.Equal("Ask " + Email, options.Tools[0].Description);
    }

    [Fact]
    public void Redact_Categories_OnlyThoseAreReplaced()
    {
        using var map = new RedactionMap();
        var redactor = Redacting.Redactor();

        string text = redactor.Redact([new(ChatRole.User, $"Dr. Maria {Email}")], null, new HashSet<string> { PiiCategories.Email }, map).Messages[0].Text;

        Assert.Equal("Dr. Maria [EMAIL_1]", text);
        Assert.False(redactor.HasPrivateData([new(ChatRole.User, text)], null, new HashSet<string> { PiiCategories.Email }, map));
        Assert.True(redactor.HasPrivateData([new(ChatRole.User, text)], null, new HashSet<string> { PiiCategories.Person }, map));
    }

    [Fact]
    public void Redact_CategoryOfLookAlikes_Throws()
    {
        using var map = new RedactionMap();

        ArgumentException exception = Assert.Throws<ArgumentException>(() => Redacting.Redactor().Redact([], null, new HashSet<string> { "LITERAL" }, map));

        Assert.Contains("LITERAL", exception.Message);
    }

    [Fact]
    public void Redact_OptionsThatChange_ShareNoListWithTheCallers()
    {
        using var map = new RedactionMap();
        var options = new ChatOptions { Instructions = Email, StopSequences = ["x"], Tools = [AIFunctionFactory.Create(() => 1, "f")] };

        ChatOptions redacted = Redacting.Redact([], map, options).Options!;
        redacted.StopSequences!.Add("y");
        redacted.Tools!.Clear();

        Assert.Equal("x", Assert.Single(options.StopSequences));
        Assert.Single(options.Tools);
    }

    [Theory]
    [InlineData("password: {0}", PiiCategories.Secret)]
    [InlineData("\"password\": \"{0}\"", PiiCategories.Secret)]
    [InlineData("https://user:{0}@host.org/", PiiCategories.Secret)]
    [InlineData("passport number {0}", PiiCategories.Passport)]
    [InlineData("SSN: {0}", PiiCategories.UsSsn)]
    public void HasPrivateData_PlaceholderBesideItsCue_IsNotPrivate(string format, string category)
    {
        foreach (PlaceholderFormat placeholders in new[] { PlaceholderFormat.Default, new PlaceholderFormat("«", "»"), new PlaceholderFormat("{{", "}}", ':') })
        {
            using var map = new RedactionMap(placeholders);
            string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, map.Add(category, "any value").Token);

            Assert.False(Redacting.Redactor().HasPrivateData([new(ChatRole.User, text)], null, Redacting.AllCategories, map));
        }
    }

    /// <summary>Finds fixed values, overlapping or not.</summary>
    private sealed class FixedDetector(params (string Category, string Value)[] values) : IPiiDetector
    {
        public bool RunsLocally => true;

        public bool OnlyOne { get; init; }

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
        {
            foreach ((string category, string value) in values)
            {
                int start = text.IndexOf(value);
                if (start >= 0 && !(OnlyOne && matches.Count > 0))
                {
                    matches.Add(new PiiMatch(category, start, value.Length, 0.9));
                }
            }
        }
    }
}
