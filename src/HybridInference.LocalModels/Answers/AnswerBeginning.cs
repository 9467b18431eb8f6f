namespace HybridInference.LocalModels;

/// <summary>Within what an answer begins, which the prompt decides.</summary>
internal enum AnswerBeginning
{
    /// <summary>Nothing: the model may think, call or say something.</summary>
    Anything,

    /// <summary>Reasoning that the prompt has begun.</summary>
    Reasoning,

    /// <summary>A text that the prompt has begun.</summary>
    Text,
}
