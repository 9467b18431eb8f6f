namespace HybridInference;

/// <summary>Finds postal addresses: a house number with a street, units, post office boxes, and the place and postal code behind them. Not part of <see cref="PiiDetector"/>: an application adds it.</summary>
/// <remarks>
/// Thread-safe; without state; linear. Knows how English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and Nordic addresses are
/// written. A street without a number is not found, because it is nobody's address.
/// </remarks>
public sealed class AddressDetector : IPiiDetector
{
    private const double StreetScore = 0.6;
    private const double WholeScore = 0.75;
    private const double UnitScore = 0.45;

    /// <inheritdoc/>
    public bool RunsLocally => true;

    /// <inheritdoc/>
    public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        int floor = 0;
        int position = 0;
        while (TextWords.Next(text, position, out int start, out int end))
        {
            position = end;
            if (TryMatch(text, floor, start, end, out PiiMatch match))
            {
                matches.Add(match);
                floor = match.End;
                position = Math.Max(end, floor);
            }
        }
    }

    private static bool TryMatch(ReadOnlySpan<char> text, int floor, int start, int end, out PiiMatch match)
    {
        (int from, int to) = StreetGrammar.Find(text, floor, start, end);
        bool isStreet = to > 0;
        if (!isStreet)
        {
            (from, to) = UnitGrammar.Find(text, floor, start, end);
        }

        int whole = to > 0 ? PlaceGrammar.End(text, to) : 0;
        match = new PiiMatch(PiiCategories.Address, from, Math.Max(0, whole - from), !isStreet && whole == to ? UnitScore : whole > to ? WholeScore : StreetScore);
        return to > 0;
    }
}
