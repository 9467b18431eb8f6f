namespace HybridInference;

/// <summary>What went wrong so far in one request; made at its first failure.</summary>
internal sealed class RequestFailures
{
    /// <summary>What the targets threw, in order.</summary>
    public List<Exception> Exceptions { get; } = [];

    /// <summary>The pace of further tries, when the request waits for this device.</summary>
    public LocalWait? Wait { get; set; }

    /// <summary>The first interruption after which another target took over.</summary>
    public StreamInterruptedException? Interruption { get; set; }

    /// <summary>What another target goes on with after the interruption, when it does not begin again.</summary>
    public PartialAnswer? Continued { get; set; }
}
