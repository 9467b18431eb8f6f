namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>The alternatives of one rule, and those of them that each split may use.</summary>
internal sealed class GrammarRule
{
    /// <summary>One alternative in this many is kept out of training, in rules that are split.</summary>
    public const int HeldOutInterval = 6;

    private readonly string[] _training;
    private readonly string[] _heldOut;

    public GrammarRule(string name, bool isSplit, IReadOnlyList<string> alternatives)
    {
        Name = name;
        IsSplit = isSplit && alternatives.Distinct().Count() >= HeldOutInterval;
        if (!IsSplit)
        {
            _training = _heldOut = [.. alternatives];
            return;
        }

        // An alternative that is listed twice, for weight, must not land on both sides.
        var distinct = alternatives.Distinct().ToArray();
        _heldOut = [.. distinct.Where((_, index) => index % HeldOutInterval == HeldOutInterval - 1)];
        _training = [.. alternatives.Where(alternative => !_heldOut.Contains(alternative))];
    }

    public string Name { get; }

    public bool IsSplit { get; }

    public IReadOnlyList<string> Alternatives(Split split) => split == Split.Training ? _training : _heldOut;
}
