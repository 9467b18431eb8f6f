using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes the values of a schema for a vocabulary. Not thread-safe.</summary>
internal sealed class SchemaWriter
{
    private const int MaxTerms = 250_000;

    private readonly int _firstTerms;
    private readonly Dictionary<(SchemaShape Target, int Depth), Term?> _written = [];

    public SchemaWriter(TermFactory terms)
    {
        Terms = terms;
        Json = new JsonGrammar(terms);
        Names = new PropertyNames(terms, Json.Strings);
        Patterns = new PatternWriter(terms, Json.Strings);
        _firstTerms = terms.Count;
    }

    public TermFactory Terms { get; }

    public JsonGrammar Json { get; }

    public PropertyNames Names { get; }

    public PatternWriter Patterns { get; }

    /// <summary>Writes the values of a schema that is referred to, once for each depth.</summary>
    /// <exception cref="UnsupportedRequestException">The schema refers to itself at once, or is too large.</exception>
    public Term WriteReference(ReferenceShape reference, int depth)
    {
        SchemaShape target = reference.Target!;
        if (_written.TryGetValue((target, depth), out Term? known))
        {
            return known ?? throw SchemaErrors.Create(reference.Path, "refers to itself without an object or array in between", "Remove the circle.");
        }

        if (Terms.Count - _firstTerms > MaxTerms || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw SchemaErrors.Create(reference.Path, "makes the schema too large", "Use fewer references.");
        }

        _written[(target, depth)] = null;
        Term term = target.Write(this, depth);
        _written[(target, depth)] = term;
        return term;
    }
}
