namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>What an expansion draws from: a source of randomness, a split, and values for some of the slots.</summary>
internal sealed class GrammarScope(Random random, Split split)
{
    private static readonly HashSet<string> InventedNouns =
        ["thing", "aspect", "event", "document", "place", "shop", "person", "subject", "dish", "staff.person"];

    private readonly Dictionary<string, string> _bindings = [];

    public Random Random { get; } = random;

    public Split Split { get; } = split;

    /// <summary>Makes <c>{slot}</c> stand for this value from now on.</summary>
    public void Bind(string slot, string value) => _bindings[slot] = value;

    /// <summary>The value of a slot that is bound or drawn from a formatter rather than a rule.</summary>
    public string? Find(string slot) => _bindings.TryGetValue(slot, out var value) ? value : slot switch
    {
        "nl" => "\n",
        "digit" => Random.Next(1, 10).ToString(),
        "digits" => Random.Next(10, Random.Next(2) == 0 ? 100 : 10_000).ToString(),
        "year" => Random.Next(1900, 2035).ToString(),
        "phone" => ValueFormats.Phone(Random),
        "amount" => ValueFormats.Amount(Random),
        "date" => ValueFormats.Date(Random),
        "invented" => InventedWords.Create(Random),
        "name" when Split == Split.Training && Random.Next(3) == 0 => InventedWords.CreateName(Random),
        "surname" or "city" when Split == Split.Training && Random.Next(5) == 0 => InventedWords.CreateName(Random),
        _ when Split == Split.Training && InventedNouns.Contains(slot) && Random.Next(6) == 0 => InventedWords.Create(Random),
        _ => null,
    };
}
