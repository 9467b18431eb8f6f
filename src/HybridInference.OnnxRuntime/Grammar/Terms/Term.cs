namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>
/// What may still follow: a regular expression over bytes. Equal terms are the same object, so a term is a state of an automaton that is
/// built while it is used: its derivative by a byte (Brzozowski, 1964) is the state after that byte.
/// </summary>
/// <remarks>Not thread-safe: terms of one <see cref="TermFactory"/> are used by one thread at a time.</remarks>
internal abstract class Term(int id, bool isNullable, int cost)
{
    /// <summary>The cost of what no sequence of tokens is known to complete.</summary>
    public const int Impossible = 1 << 28;

    // Two levels of sixteen: the bytes that follow in a text lie close together.
    private readonly Term?[]?[] _next = new Term?[]?[16];

    /// <summary>Gets the number of the term among those of its factory.</summary>
    public int Id => id;

    /// <summary>Gets whether nothing more needs to follow.</summary>
    public bool IsNullable => isNullable;

    /// <summary>Gets a number of tokens that is enough to complete the term, as small as is easily found, or <see cref="Impossible"/>.</summary>
    public int Cost => cost;

    /// <summary>Gets or sets the mask of the tokens that may come next, once it was needed.</summary>
    public TokenMask? Mask { get; set; }

    /// <summary>Gets or sets the part of such masks that does not depend on what comes after this term.</summary>
    public ScopeMask? ScopeMask { get; set; }

    /// <summary>Gets what may follow after a byte; <see cref="TermFactory.Never"/> where the byte may not come.</summary>
    public Term Next(byte value, TermFactory terms)
    {
        Term?[] row = _next[value >> 4] ??= new Term?[16];
        return row[value & 15] ??= Derive(value, terms);
    }

    /// <summary>Adds costs.</summary>
    public static int Add(int left, int right) => Math.Min(Impossible, left + right);

    protected abstract Term Derive(byte value, TermFactory terms);
}
