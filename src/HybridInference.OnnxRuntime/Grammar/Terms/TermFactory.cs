using System.Text;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Makes terms, each only once, and simplifies them while it does. Not thread-safe.</summary>
/// <param name="trie">The vocabulary, which tells what a term costs.</param>
internal sealed class TermFactory(TokenTrie trie)
{
    private const int MaxChoices = 10_000;

    private readonly ByteSet _singleBytes = trie.SingleBytes;
    private readonly Dictionary<TermKey, Term> _terms = [];
    private readonly Dictionary<ByteSet, Term> _bytes = [];
    private readonly Dictionary<string, Term> _choices = [];
    private readonly Dictionary<string, Literal> _literals = [];
    private int _count = 2;

    /// <summary>Gets the term after which nothing follows.</summary>
    public Term Empty { get; } = new EmptyTerm(0);

    /// <summary>Gets the term that no text matches.</summary>
    public Term Never { get; } = new NeverTerm(1);

    /// <summary>Gets how many terms there are, as a measure of the memory that they need.</summary>
    public int Count => _count;

    /// <summary>Makes a term of the characters of a text as UTF-8.</summary>
    public Term Text(string text) => text.Length == 0 ? Empty : Rest(GetLiteral(Encoding.UTF8.GetBytes(text)), 0);

    /// <summary>Makes a term that a special token matches and nothing else.</summary>
    public Term Token(int id) => Rest(GetLiteral(TokenSymbols.Write(id)), 0);

    /// <summary>Makes a term of a literal from one of its bytes on.</summary>
    public Term Rest(Literal literal, int start) => start == literal.Length
        ? Empty
        : Get(new TermKey(TermKind.Literal, literal.Id, start), id => new LiteralTerm(id, literal, start));

    public Term Bytes(ByteSet bytes)
    {
        if (bytes.IsEmpty)
        {
            return Never;
        }

        if (!_bytes.TryGetValue(bytes, out Term? term))
        {
            _bytes[bytes] = term = new ByteTerm(_count++, bytes, bytes.Overlaps(_singleBytes) ? 1 : Term.Impossible);
        }

        return term;
    }

    public Term Bytes(byte first, byte last) => Bytes(ByteSet.Range(first, last));

    public Term Sequence(Term head, Term tail)
    {
        if (head == Never || tail == Never)
        {
            return Never;
        }

        if (head == Empty || tail == Empty)
        {
            return head == Empty ? tail : head;
        }

        return head is SequenceTerm sequence ? Append(sequence, tail) : Link(head, tail);
    }

    public Term Sequence(params ReadOnlySpan<Term> terms)
    {
        Term sequence = Empty;
        for (int i = terms.Length - 1; i >= 0; i--)
        {
            sequence = Sequence(terms[i], sequence);
        }

        return sequence;
    }

    public Term Choice(params IEnumerable<Term> terms)
    {
        var members = new SortedDictionary<int, Term>();
        foreach (Term term in terms)
        {
            Flatten(term, members);
        }

        return members.Count switch
        {
            0 => Never,
            1 => members.Values.First(),
            > MaxChoices => throw new UnsupportedRequestException(
                $"The JSON schema has a place with more than {MaxChoices} ways to go on. Use simpler patterns, or list fewer values."),
            _ => GetChoice([.. members.Values]),
        };
    }

    /// <summary>Makes a term that may also be left out.</summary>
    public Term Optional(Term term) => Choice(term, Empty);

    public Term Repeat(Term item, int min = 0, int max = RepeatTerm.Unbounded)
    {
        if (max == 0 || item == Empty || (item == Never && min == 0))
        {
            return Empty;
        }

        if (item == Never || (min == 1 && max == 1))
        {
            return item;
        }

        // As many as needed of an item that may be empty can be empty.
        int least = item.IsNullable ? 0 : min;
        return Get(new TermKey(TermKind.Repeat, item.Id, least, max), id => new RepeatTerm(id, item, least, max));
    }

    /// <summary>Keeps a term together in front of what comes after it.</summary>
    public Term Scope(Term inner) => inner == Never || inner == Empty || inner is ScopeTerm
        ? inner
        : Get(new TermKey(TermKind.Scope, inner.Id), id => new ScopeTerm(id, inner));

    /// <summary>Makes a term of any text up to the first occurrence of a marker, and the marker.</summary>
    public Term Until(byte[] marker) => Scope(Until(GetLiteral(marker), 0, FindFallbacks(marker)));

    /// <inheritdoc cref="Until(byte[])"/>
    public Term Until(Literal marker, int matched, int[] fallbacks) =>
        Get(new TermKey(TermKind.Until, marker.Id, matched), id => new UntilTerm(id, marker, matched, fallbacks));

    private static void Flatten(Term term, SortedDictionary<int, Term> members)
    {
        if (term is ChoiceTerm choice)
        {
            foreach (Term member in choice.Members)
            {
                members[member.Id] = member;
            }
        }
        else if (term is not NeverTerm)
        {
            members[term.Id] = term;
        }
    }

    /// <summary>Finds, for each start of the marker, the longest other start that it ends with (Knuth, Morris and Pratt, 1977).</summary>
    private static int[] FindFallbacks(byte[] marker)
    {
        var fallbacks = new int[marker.Length];
        for (int i = 1; i < marker.Length; i++)
        {
            int length = fallbacks[i - 1];
            while (length > 0 && marker[length] != marker[i])
            {
                length = fallbacks[length - 1];
            }

            fallbacks[i] = length + (marker[length] == marker[i] ? 1 : 0);
        }

        return fallbacks;
    }

    private Term Link(Term head, Term tail) =>
        Get(new TermKey(TermKind.Sequence, head.Id, tail.Id), id => new SequenceTerm(id, head, tail));

    /// <summary>Puts a sequence in front of another term link by link, so that the top of the stack is found at once.</summary>
    private Term Append(SequenceTerm sequence, Term tail)
    {
        var heads = new Stack<Term>();
        Term last = sequence;
        while (last is SequenceTerm link)
        {
            heads.Push(link.Head);
            last = link.Tail;
        }

        Term whole = Link(last, tail);
        while (heads.TryPop(out Term? head))
        {
            whole = Link(head, whole);
        }

        return whole;
    }

    private Term Get(TermKey key, Func<int, Term> create)
    {
        if (!_terms.TryGetValue(key, out Term? term))
        {
            _terms[key] = term = create(_count++);
        }

        return term;
    }

    private Term GetChoice(Term[] members)
    {
        string key = string.Create(2 * members.Length, members, static (characters, terms) =>
        {
            for (int i = 0; i < terms.Length; i++)
            {
                characters[2 * i] = (char)(terms[i].Id >> 16);
                characters[2 * i + 1] = (char)terms[i].Id;
            }
        });
        if (!_choices.TryGetValue(key, out Term? term))
        {
            _choices[key] = term = new ChoiceTerm(_count++, members);
        }

        return term;
    }

    private Literal GetLiteral(byte[] bytes)
    {
        string key = Encoding.Latin1.GetString(bytes);
        if (!_literals.TryGetValue(key, out Literal? literal))
        {
            _literals[key] = literal = new Literal(_literals.Count, bytes, trie);
        }

        return literal;
    }
}
