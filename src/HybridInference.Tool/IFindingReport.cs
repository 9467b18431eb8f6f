namespace HybridInference.Tool;

/// <summary>Prints findings.</summary>
internal interface IFindingReport
{
    void Write(IReadOnlyList<Finding> findings);
}
