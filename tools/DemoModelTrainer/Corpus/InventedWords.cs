namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Draws words that do not exist.</summary>
/// <remarks>They stand for all the words that the grammar lacks, so that the model learns to read past a word it does not know.</remarks>
internal static class InventedWords
{
    private const string Vowels = "aeiou";
    private const string Consonants = "bcdfghjklmnprstvwz";

    /// <summary>A made-up word, in lower case.</summary>
    public static string Create(Random random)
    {
        if (random.Next(8) == 0)
        {
            return string.Concat(Enumerable.Range(0, random.Next(3, 8)).Select(_ => (char)('a' + random.Next(26))));
        }

        var word = string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Syllable(random)));
        return random.Next(2) == 0 ? word : word + Consonants[random.Next(Consonants.Length)];
    }

    /// <summary>A made-up name, with a capital letter.</summary>
    public static string CreateName(Random random)
    {
        var word = Create(random);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    /// <summary>A word that is glued together from pieces of known words.</summary>
    public static string Combine(IReadOnlyList<string> words, Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Piece(words[random.Next(words.Count)], random)));

    private static string Piece(string word, Random random)
    {
        var length = random.Next(2, Math.Min(word.Length, 6) + 1);
        return word.Substring(random.Next(word.Length - length + 1), length);
    }

    private static string Syllable(Random random)
    {
        var start = Consonants[random.Next(Consonants.Length)].ToString();
        var end = random.Next(4) == 0 ? Consonants[random.Next(Consonants.Length)].ToString() : string.Empty;
        return start + Vowels[random.Next(Vowels.Length)] + end;
    }
}
