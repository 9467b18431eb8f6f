using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace EndToEnd.Tests.Privacy;

/// <summary>A conversation that turns private: public turns, then a message or options with a private value, then public turns again.</summary>
/// <param name="Value">The private value.</param>
/// <param name="Position">Where in the request it stands; see <see cref="RequestPositions"/>.</param>
/// <param name="Streaming">Whether the answers are streamed.</param>
/// <param name="Turns">The requests in order, each with its options.</param>
internal sealed record PrivateConversation(string Value, string Position, bool Streaming, IReadOnlyList<PrivateConversation.Turn> Turns)
{
    private static readonly string[] PublicTexts =
    [
        "What is the capital of France?", "Write a short poem about rain.", "Explain how a bicycle stays upright.",
        "Wie lange kocht man ein weiches Ei?", "Refactor this: for (int i = 0; i < 10; i++) { total += i; }", "Compare tea and coffee in 3 sentences.",
    ];

    private static readonly string[] Frames =
    [
        "{0}", "Please look at {0} and answer.", "\"{0}\"", "({0})", "first line\n{0}\nlast line", "- {0};", "**{0}**", "<p>{0}</p>", "see: {0}\t!",
    ];

    private static readonly string[] Positions = [.. RequestPositions.InMessage.Keys, .. RequestPositions.InOptions.Keys];

    /// <summary>Whether the value stands in a message, and so in every later turn too.</summary>
    public bool IsInHistory => RequestPositions.InMessage.ContainsKey(Position);

    public static PrivateConversation Create(Random random)
    {
        string value = new PrivateValues(random).Any();
        string position = Positions[random.Next(Positions.Length)];
        string framed = string.Format(System.Globalization.CultureInfo.InvariantCulture, Frames[random.Next(Frames.Length)], value);
        List<Turn> turns = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Public())];
        turns.Add(Private(position, framed, Public().Message));
        turns.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => Public()));
        return new(value, position, random.Next(2) == 0, turns);

        Turn Public() => new(new(ChatRole.User, PublicTexts[random.Next(PublicTexts.Length)]));
    }

    private static Turn Private(string position, string text, ChatMessage otherwise) =>
        RequestPositions.InMessage.TryGetValue(position, out Func<string, ChatMessage>? message)
            ? new(message(text))
            : new(otherwise, RequestPositions.InOptions[position](text));

    /// <summary>One request: a message more, and the options of this request.</summary>
    public sealed record Turn(ChatMessage Message, ChatOptions? Options = null);
}
