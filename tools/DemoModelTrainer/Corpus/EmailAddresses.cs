namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Draws e-mail addresses of people, departments and made-up words, at made-up domains.</summary>
internal sealed class EmailAddresses(Grammar grammar)
{
    private static readonly string[] TopLevels =
    [
        "com", "com", "com", "org", "org", "net", "net", "io", "eu", "de", "fr", "co.uk", "edu", "info", "it", "es", "ch", "dev", "app",
        "nl", "us", "co",
    ];

    private static readonly string[] Departments =
    [
        "info", "office", "support", "sales", "contact", "hello", "help", "team", "jobs", "news", "billing", "orders", "admin", "press",
        "events", "booking", "service", "hr", "mail", "accounts",
    ];

    private static readonly string[] DomainParts =
    [
        "mail", "shop", "tech", "bank", "city", "school", "design", "labs", "media", "group", "home", "works", "consulting", "travel",
        "books", "garden", "studio", "online", "post", "box",
    ];

    public string Create(GrammarScope scope)
    {
        var random = scope.Random;
        var address = $"{LocalPart(scope)}@{Domain(scope)}";
        return random.Next(12) == 0 ? char.ToUpperInvariant(address[0]) + address[1..] : address;
    }

    private string LocalPart(GrammarScope scope)
    {
        var random = scope.Random;
        var first = random.Next(2) == 0 ? Plain(grammar.Expand("name", scope)) : Word(scope);
        var last = random.Next(3) == 0 ? Plain(grammar.Expand("surname", scope)) : Word(scope);
        return random.Next(11) switch
        {
            0 or 1 or 2 => $"{first}.{last}",
            3 => $"{first}_{last}",
            4 => $"{first}-{last}",
            5 => first[0] + last,
            6 => $"{first[0]}.{last}",
            7 => $"{first}{random.Next(1, 2000)}",
            8 => random.Next(3) == 0 ? $"{first}.{last}{random.Next(100)}" : first + last,
            9 => Departments[random.Next(Departments.Length)],
            _ => first,
        };
    }

    private string Domain(GrammarScope scope)
    {
        var random = scope.Random;
        var name = random.Next(8) switch
        {
            0 => "example",
            1 => Word(scope) + DomainParts[random.Next(DomainParts.Length)],
            2 => $"{Word(scope)}-{DomainParts[random.Next(DomainParts.Length)]}",
            3 => $"{DomainParts[random.Next(DomainParts.Length)]}.{Word(scope)}",
            4 => DomainParts[random.Next(DomainParts.Length)] + DomainParts[random.Next(DomainParts.Length)],
            _ => Word(scope),
        };
        return $"{name}.{TopLevels[random.Next(TopLevels.Length)]}";
    }

    /// <summary>Real words, pieces of them and made-up words: any token has to be copied sometimes.</summary>
    private string Word(GrammarScope scope)
    {
        var words = grammar.Words(scope.Split);
        return scope.Random.Next(10) switch
        {
            < 3 => words[scope.Random.Next(words.Count)],
            < 6 => InventedWords.Combine(words, scope.Random),
            _ => InventedWords.Create(scope.Random),
        };
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
}
