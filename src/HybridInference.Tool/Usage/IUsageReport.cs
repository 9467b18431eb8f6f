namespace HybridInference.Tool;

/// <summary>Prints sums of usage.</summary>
internal interface IUsageReport
{
    void Write(IReadOnlyList<UsageSum> sums);
}
