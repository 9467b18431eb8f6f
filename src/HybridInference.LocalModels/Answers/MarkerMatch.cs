namespace HybridInference.LocalModels;

/// <summary>Where a text stops being plain.</summary>
/// <param name="Start">The number of characters before, which are certain to be of no marker.</param>
/// <param name="Marker">The marker that is there; null where one may be in the making, or where the text ends.</param>
internal readonly record struct MarkerMatch(int Start, AnswerMarker? Marker);
