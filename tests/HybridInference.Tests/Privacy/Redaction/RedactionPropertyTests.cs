using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

public sealed class RedactionPropertyTests
{
    private const int Iterations = 1000;

    private static readonly RedactionOptions Everywhere = new() { RestoreInLinks = true };

    private static readonly string[] Values =
    [
        PrivateText.Email(), PrivateText.CardNumber(), PiiText.Iban(' '), PiiText.SocialSecurityNumber(), PrivateText.Key("ghp_", 36), PiiText.JsonWebToken(),
        "+44 20 " + "7946 0958",
    ];

    private static readonly string[] LookAlikes = ["[EMAIL_1]", "[SECRET_1]", "[PERSON_2]", "[LITERAL_1]", "[ email_1 ]", "\\[PHONE_1\\]"];

    private static readonly Gen<string> Noise = Gen.String[Gen.Char["aZ \n\"\\[]{}<>()_1.:é中😀/'`*"], 0, 40];

    private static readonly Gen<string> Words = Gen.String[Gen.Char["klmnopqr"], 6, 12];

    private static readonly Gen<string> OwnValues = Gen.OneOf(
        Words.Select(word => word + "@" + "mail.test.org"), Gen.Int[1_000, 9_999].Select(number => $"321-54-{number}"));

    private static readonly Gen<string> Parts = Gen.OneOf(
        Noise, OwnValues.Select(value => $" {value} "), Words.Select(name => $" Dr. {name} "), Gen.Int[0, Values.Length - 1].Select(i => Values[i]).Select(value => $" {value} "), Gen.Int[0, LookAlikes.Length - 1].Select(i => LookAlikes[i]).Select(text => $" {text} "));

    private static readonly Gen<string> Texts = Parts.Array[0, 8].Select(string.Concat);

    private static readonly string[] Tokens = ["[PERSON_1]", "[PERSON_2]", "[person_11]", @"\[PERSON_3\]", "[PERSON_99]", "［PERSON_4］", "[PER", "[EMAIL_1]", "\\", "[ PERSON_5 ]"];

    private static readonly Gen<string> Answers = Gen.OneOf(Noise, Gen.Int[0, Tokens.Length - 1].Select(i => Tokens[i])).Array[0, 10].Select(string.Concat);

    [Fact]
    public void Redact_ThenEchoThenRestore_GivesTheOriginal() =>
        Texts.Array[1, 3].Sample(texts =>
        {
            using var map = new RedactionMap();
            RedactedRequest request = Redacting.Redact([.. texts.Select(text => new ChatMessage(ChatRole.User, text))], map);
            Assert.Equal(texts, request.Messages.Select(message => Redacting.Restore(message.Text, map, Everywhere)));
        }, iter: Iterations);

    [Fact]
    public void Restore_AnyPieces_EqualsRestoreOfTheWhole() =>
        Gen.Select(Answers, Gen.Int[0, 5].Array[0, 40], Gen.Bool, Gen.Bool).Sample((answer, lengths, inLinks, asJson) =>
        {
            using RedactionMap map = Redacting.Persons(11);
            var redaction = new RedactionOptions { RestoreInLinks = inLinks };
            ChatOptions? request = asJson ? new() { ResponseFormat = ChatResponseFormat.Json } : null;
            Assert.Equal(Redacting.Restore(answer, map, redaction, request), Redacting.Stream(Pieces(answer, lengths), map, redaction, request));
        }, iter: Iterations);

    [Fact]
    public void Redact_AnyText_HoldsNoValueInAnyForm() =>
        Gen.Select(Texts, Gen.OneOf(OwnValues, Gen.Int[0, Values.Length - 1].Select(i => Values[i])), Texts).Sample((before, value, after) =>
        {
            using var map = new RedactionMap();
            string text = $"{before}\n{value}\n{after}";
            string json = JsonSerializer.Serialize(new { x = value });
            ChatMessage[] messages =
            [
                new(ChatRole.User, text), new(ChatRole.Assistant, [Redacting.Call("a", new[] { text })]),
                new(ChatRole.Tool, [new FunctionResultContent("1", json), new FunctionResultContent("2", Uri.EscapeDataString(value))]),
                new(ChatRole.User, [new DataContent(JsonSerializer.SerializeToUtf8Bytes(new { text }), "application/json")]),
            ];

            RedactedRequest request = Redacting.Redact(messages, map);

            Assert.Equal(RedactionObstacle.None, request.Obstacle);
            string sent = RequestJson.Of(request.Messages, request.Options);
            Assert.DoesNotContain(value, sent);
            Assert.DoesNotContain(Uri.EscapeDataString(value), sent);
            Assert.DoesNotContain(JsonSerializer.Serialize(value).Trim('"'), sent);
        }, iter: Iterations);

    [Fact]
    public void Redact_AnyText_LeavesNothingForTheSecondScan() =>
        Texts.Sample(text =>
        {
            using var map = new RedactionMap();
            RedactedRequest request = Redacting.Redact([new(ChatRole.User, text)], map);
            Assert.False(Redacting.Redactor().HasPrivateData(request.Messages, request.Options, Redacting.AllCategories, map));
        }, iter: Iterations);

    [Fact]
    public void Restore_AnyText_NeverThrows() =>
        Gen.String.Sample(text =>
        {
            using RedactionMap map = Redacting.Persons(3);
            Assert.Equal(text, Redacting.Restore(text, map));
        });

    /// <summary>Quadratic work on these would take minutes; the bound has room for a slow machine.</summary>
    [Theory]
    [InlineData("[")]
    [InlineData("[PERSON_")]
    [InlineData("[PERSON_1")]
    [InlineData("[PERSON_1]")]
    [InlineData("\\")]
    [InlineData("](")]
    [InlineData("<a=\"")]
    [InlineData("Name1")]
    [InlineData("name")]
    public void RedactAndRestore_RepeatedText_GrowWithTheLength(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 100_000));
        using RedactionMap map = Redacting.Map((PiiCategories.Person, "Name1"), (PiiCategories.Person, "namename"), (PiiCategories.Person, "na"));
        long start = Stopwatch.GetTimestamp();

        string redacted = Redacting.Redact(text, map);
        string restored = Redacting.Restore(redacted, map);
        Redacting.Stream(text.Chunk(3).Select(piece => new string(piece)), map);

        Assert.Equal(text.Length, restored.Length);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(15));
    }

    private static IEnumerable<string> Pieces(string text, int[] lengths)
    {
        int position = 0;
        foreach (int length in lengths)
        {
            int end = Math.Min(text.Length, position + length);
            yield return text[position..end];
            position = end;
        }

        yield return text[position..];
    }
}
