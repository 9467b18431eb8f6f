using HybridInference.TestUtils;

namespace HybridInference.Tests.Budgets;

public sealed class InMemoryUsageLedgerTests : UsageLedgerContract
{
    protected override IUsageLedger Create() => new InMemoryUsageLedger();
}
