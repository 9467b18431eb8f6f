namespace HybridInference.LocalModels;

/// <summary>
/// Estimates how long an answer becomes, from those before it. One that was cut off only tells that it would have been longer. Newer answers
/// count more. Not thread-safe.
/// </summary>
/// <remarks>
/// As if an answer ended after each token with the same probability: that is the answers that ended by themselves over all their tokens, which
/// is the maximum likelihood estimate for lengths that are cut off.
/// </remarks>
internal sealed class AnswerLength
{
    /// <summary>What is left of the weight of all earlier answers when one comes.</summary>
    private const double Memory = 0.95;

    private double _answers;
    private double _ended;
    private double _tokens;

    /// <summary>Takes note of an answer.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="hasEnded">Whether it ended by itself.</param>
    public void Learn(int tokens, bool hasEnded)
    {
        _answers = (Memory * _answers) + 1;
        _ended = (Memory * _ended) + (hasEnded ? 1 : 0);
        _tokens = (Memory * _tokens) + tokens;
    }

    /// <summary>Estimates the tokens of an answer.</summary>
    /// <param name="limit">The most tokens that it may have, if there is a limit.</param>
    public double Estimate(int? limit)
    {
        if (_ended * _tokens == 0)
        {
            return limit ?? (_answers > 0 ? _tokens / _answers : 0);
        }

        double mean = _tokens / _ended;
        return limit is { } most ? mean * (1 - Math.Exp(-most / mean)) : mean;
    }

    public void Clear() => (_answers, _ended, _tokens) = (0, 0, 0);
}
