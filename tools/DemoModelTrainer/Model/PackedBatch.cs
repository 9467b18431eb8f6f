namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Conversations laid end to end; attention and positions start again at each of them.</summary>
/// <param name="Tokens">The input token at each position.</param>
/// <param name="Targets">The token to predict at each position, or <see cref="NoTarget"/>.</param>
/// <param name="Starts">Where each conversation starts, followed by the number of tokens.</param>
internal sealed record PackedBatch(int[] Tokens, int[] Targets, int[] Starts)
{
    public const int NoTarget = -1;

    public int Length => Tokens.Length;

    public int SegmentCount => Starts.Length - 1;

    public int TargetCount => Targets.Count(target => target != NoTarget);

    /// <summary>Every token with its position in its conversation.</summary>
    public IEnumerable<(int Token, int Position)> Positions
    {
        get
        {
            for (var segment = 0; segment < SegmentCount; segment++)
            {
                for (var token = Starts[segment]; token < Starts[segment + 1]; token++)
                {
                    yield return (token, token - Starts[segment]);
                }
            }
        }
    }

    /// <summary>One sequence with no targets, for inference.</summary>
    public static PackedBatch ForInference(IReadOnlyList<int> tokens) =>
        new([.. tokens], [.. Enumerable.Repeat(NoTarget, tokens.Count)], [0, tokens.Count]);
}
