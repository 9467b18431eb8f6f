namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Which alternatives of the split rules of the grammar may be used.</summary>
internal enum Split
{
    /// <summary>The alternatives to train on.</summary>
    Training,

    /// <summary>Only alternatives that training never sees.</summary>
    HeldOut,
}
