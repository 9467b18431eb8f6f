using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>
/// Takes an answer apart as it arrives: text, reasoning, calls of tools. Text is held back only as long as it may still turn out to be
/// something else; what turns out to be neither is text. Never throws for what a model writes. Not thread-safe.
/// </summary>
internal interface IAnswerReader
{
    /// <summary>Gets whether the answer has a call.</summary>
    bool HasCall { get; }

    /// <summary>Gets whether the answer has the one call that it may have: what follows is not read.</summary>
    bool IsComplete { get; }

    /// <summary>Takes further text and gives the parts that are complete with it; null where there are none.</summary>
    List<AIContent>? Append(string text);

    /// <summary>Gives what was held back, when no more text comes.</summary>
    List<AIContent>? Complete();
}
