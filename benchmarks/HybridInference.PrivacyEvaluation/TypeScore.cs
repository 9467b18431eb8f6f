namespace HybridInference.PrivacyEvaluation;

/// <summary>Hits, misses and false matches of one type.</summary>
internal sealed class TypeScore
{
    public int Hits { get; set; }

    public int Misses { get; set; }

    public int FalseMatches { get; set; }

    public int Labels => Hits + Misses;

    public double Precision => Ratio(Hits, Hits + FalseMatches);

    public double Recall => Ratio(Hits, Labels);

    public double F1 => Ratio(2 * Hits, (2 * Hits) + FalseMatches + Misses);

    public void Add(TypeScore other)
    {
        Hits += other.Hits;
        Misses += other.Misses;
        FalseMatches += other.FalseMatches;
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
