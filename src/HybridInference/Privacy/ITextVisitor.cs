namespace HybridInference;

/// <summary>Sees the texts of a request.</summary>
internal interface ITextVisitor
{
    /// <summary>Sees a text.</summary>
    void Visit(string text);

    /// <summary>Sees texts, or ends of them, that were seen one by one, as one: what stands in one may be private by what stands in the other.</summary>
    void VisitTogether(ReadOnlySpan<char> text);
}
