namespace HybridInference;

/// <summary>How far a scan has come.</summary>
/// <param name="Position">The first character that has not been looked at.</param>
/// <param name="TokenEnd">The end of the last run of letters and digits.</param>
/// <param name="AddressEnd">The end of the last run that can be no address.</param>
internal readonly record struct ScanState(int Position, int TokenEnd, int AddressEnd)
{
    /// <summary>The same places in a text that begins later.</summary>
    public ScanState MovedBack(int by) => new(Position - by, Math.Max(0, TokenEnd - by), Math.Max(0, AddressEnd - by));
}
