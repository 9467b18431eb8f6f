using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace HybridInference;

/// <summary>What a <see cref="HybridChatClient"/> works with besides its targets and policies. Everything has a default.</summary>
public sealed class HybridChatClientServices
{
    /// <summary>Gets the detector of private data.</summary>
    /// <value>The default is <see cref="PiiDetector.Default"/>.</value>
    public IPiiDetector Detector { get; init; } = PiiDetector.Default;

    /// <summary>Gets what asks the user for <see cref="PrivateDataHandling.AskConsent"/>.</summary>
    /// <value>The default is <see langword="null"/>: no category may ask then.</value>
    public ConsentCallback? AskConsent { get; init; }

    /// <summary>Gets the classifiers of the providers' exceptions, in the order in which they are asked.</summary>
    /// <value>The default is none: only exceptions of .NET itself are known then.</value>
    public IReadOnlyList<IFailureClassifier> FailureClassifiers { get; init; } = [];

    /// <summary>Gets the readers of the providers' raw representations.</summary>
    /// <value>The default is none: no raw representation reaches a remote target then.</value>
    public IReadOnlyList<IRawRepresentationReader> RawRepresentationReaders { get; init; } = [];

    /// <summary>Gets what may be spent; nothing is limited when <see langword="null"/>. A <see cref="BudgetRoutingPolicy"/> is added for it.</summary>
    public BudgetOptions? Budget { get; init; }

    /// <summary>Gets what keeps the budgets.</summary>
    /// <value>The default is one in memory, for this client alone.</value>
    public IBudgetStore? BudgetStore { get; init; }

    /// <summary>Gets what keeps a record of every attempt, or <see langword="null"/> to keep none.</summary>
    public IUsageLedger? UsageLedger { get; init; }

    /// <summary>Gets what tells of the device's power and network, for <see cref="HybridChatClientOptions.Hedging"/>.</summary>
    /// <value>The default asks the operating system for the power supply, and does not know the network.</value>
    public IDeviceConditions DeviceConditions { get; init; } = SystemDeviceConditions.Instance;

    /// <summary>Gets the factory of loggers, or <see langword="null"/> to log nothing.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Gets the factory of meters, or <see langword="null"/> for one meter shared by the process.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>Gets what tells whether a target that ran out of memory may be tried again.</summary>
    /// <value>The default is <see cref="HybridInference.DeviceMemory.Default"/>.</value>
    public IDeviceMemory DeviceMemory { get; init; } = HybridInference.DeviceMemory.Default;

    /// <summary>Gets the clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
