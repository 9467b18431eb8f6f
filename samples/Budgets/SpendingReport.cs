using System.Globalization;
using Spectre.Console;

namespace HybridInference.Samples.Budgets;

/// <summary>Where each question ran, and why.</summary>
internal sealed class SpendingReport
{
    private readonly Table _table = new Table().AddColumns("question", "tenant", "ran on", "because");

    public void Add(int question, string tenant, RoutingDecision decision) =>
        _table.AddRow(question.ToString(CultureInfo.InvariantCulture), tenant, decision.Target!, string.Join(", ", decision.Reasons));

    public void Print() => AnsiConsole.Write(_table);
}
