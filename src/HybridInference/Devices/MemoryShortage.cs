using System.Globalization;

namespace HybridInference;

/// <summary>Says that a request cannot fit into memory.</summary>
/// <param name="NeededBytes">What the request needs at least.</param>
/// <param name="AvailableBytes">What the process can still take.</param>
public readonly record struct MemoryShortage(long NeededBytes, long AvailableBytes)
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Returns both numbers, for the detail of a denial.</summary>
    /// <returns>For example <c>at least 812.0 MiB of memory are needed, 640.5 MiB are available</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"at least {NeededBytes / Mebibyte:N1} MiB of memory are needed, {AvailableBytes / Mebibyte:N1} MiB are available");
}
