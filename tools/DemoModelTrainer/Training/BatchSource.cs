using HybridInference.DemoModelTrainer.Corpus;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Tokenization;

namespace HybridInference.DemoModelTrainer.Training;

/// <summary>Draws batches of fresh conversations; the seed of a batch depends only on its number.</summary>
/// <remarks>Not thread safe, as the tokenizer caches: each worker has its own.</remarks>
internal sealed class BatchSource(
    ConversationFactory conversations, BpeTokenizer tokenizer, int tokensPerBatch, int contextLength, int seed)
{
    private readonly ChatEncoder _encoder = new(tokenizer);

    public PackedBatch Create(long number)
    {
        var random = new Random(CombineSeed(seed, number));
        List<int> tokens = [];
        List<int> targets = [];
        List<int> starts = [0];
        while (tokens.Count < tokensPerBatch)
        {
            var (conversation, isAnswer) = _encoder.EncodeForTraining(conversations.Create(random, Split.Training));
            if (conversation.Count > contextLength || (tokens.Count > 0 && tokens.Count + conversation.Count > tokensPerBatch))
            {
                if (tokens.Count > tokensPerBatch / 2)
                {
                    break;
                }

                continue;
            }

            Append(tokens, targets, conversation, isAnswer);
            starts.Add(tokens.Count);
        }

        return new PackedBatch([.. tokens], [.. targets], [.. starts]);
    }

    /// <summary>The last token of a conversation predicts nothing, so it is left out.</summary>
    private static void Append(List<int> tokens, List<int> targets, List<int> conversation, List<bool> isAnswer)
    {
        for (var i = 0; i + 1 < conversation.Count; i++)
        {
            tokens.Add(conversation[i]);
            targets.Add(isAnswer[i + 1] ? conversation[i + 1] : PackedBatch.NoTarget);
        }
    }

    private static int CombineSeed(int seed, long number)
    {
        // SplitMix64: neighbouring numbers give unrelated seeds.
        var mixed = unchecked(((ulong)seed << 32) + ((ulong)number * 0x9E3779B97F4A7C15UL));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return (int)((mixed ^ (mixed >> 31)) & int.MaxValue);
    }
}
