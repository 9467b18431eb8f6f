namespace HybridInference.OnnxRuntime;

/// <summary>
/// Decides how many tokens to guess, so that guesses that fail cost a small share of the time whatever the text is. It keeps an account in
/// units of a run over one token: what guesses saved, less what they cost. Not thread-safe.
/// </summary>
/// <param name="maxLength">The most tokens to guess at once.</param>
internal sealed class DraftAllowance(int maxLength)
{
    /// <summary>What one more token makes a run longer, at most: up to 0.25 measured on the shape of SmolLM2-135M in int4, with ONNX Runtime's operators 0.27.</summary>
    public const double CostOfToken = 0.3;

    /// <summary>What guesses may lose of each step.</summary>
    public const double ShareOfStep = 0.015;

    /// <summary>The most tokens that are ever guessed at once.</summary>
    public const int Longest = 16;

    private const double Start = 2 * CostOfToken;
    private const double Most = Longest * CostOfToken;

    private double _credit = Start;
    private int _length = 2;

    /// <summary>Gets how many tokens to guess next.</summary>
    public int Length => Math.Clamp((int)(_credit / CostOfToken), 0, Math.Min(_length, maxLength));

    /// <summary>Takes note of a step without a guess.</summary>
    public void OnStep() => Add(ShareOfStep);

    /// <summary>Takes note of a run over guessed tokens.</summary>
    /// <param name="guessed">The tokens guessed.</param>
    /// <param name="right">How many of them were right.</param>
    /// <param name="extraRuns">The runs over one token that were needed besides.</param>
    public void OnGuess(int guessed, int right, int extraRuns)
    {
        Add(ShareOfStep + right - (guessed * CostOfToken) - extraRuns);
        _length = right == guessed ? (2 * guessed) + 1 : Math.Max(2, right);
    }

    private void Add(double change) => _credit = Math.Min(Most, _credit + change);
}
