using Microsoft.Extensions.AI;

namespace HybridInference.Samples.QuickStart;

/// <summary>A prompt of the demo and what it shows.</summary>
internal sealed record DemoPrompt(string Title, string Text)
{
    /// <summary>The smallest valid picture: one transparent pixel.</summary>
    private static readonly DataContent OnePixel = new(
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="), "image/png");

    public static readonly DemoPrompt[] All =
    [
        new("A greeting", "Hello! How are you today?"),
        new("A light task", "Is this review positive or negative? \"The soup was cold and the waiter was rude.\""),
        new("Another one", "What is the date in this note? \"The dentist can see you on 14 March 2027 in the afternoon.\""),
        new("A long task", LongTask),
        new("Private data, too long for the local model's liking", PrivateNote),
        new("An image", "What is in this picture?") { Image = OnePixel },
        new("Forced to stay on the device", LongReview) { Choice = RoutingChoice.LocalOnly },
    ];

    private const string LongTask =
        """
        Plan a week of meals for a family of four, two of whom do not eat meat. For each day give breakfast, lunch and dinner, a
        shopping list sorted by the aisles of a supermarket, an estimate of what it costs, and what can be cooked ahead on Sunday.
        Then explain how the plan changes when one of the children has a nut allergy, and which of the meals freeze well.
        """;

    private const string PrivateNote =
        """
        Find the e-mail address in this note: We met the new supplier on Tuesday and walked through the warehouse together. They
        can deliver twice a week from the spring on, and the prices are a little lower than what we pay now. If you want to see the
        contract before it is signed, please write to nora.lind@example.org and ask for the latest version of it.
        """;

    private const string LongReview =
        """
        Is this review positive or negative? "We stayed for three nights and loved every minute of it. The room was clean and quiet,
        the breakfast was delicious, and the people at the desk were friendly and helpful whenever we asked them for something. The
        view over the lake is wonderful. We will come back next summer."
        """;

    public DataContent? Image { get; private init; }

    public RoutingChoice Choice { get; private init; }

    public ChatMessage ToMessage() => new(ChatRole.User, Image is null ? [new TextContent(Text)] : [new TextContent(Text), Image]);
}
