package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.text.PairEncoder;
import ai.vivace.text.generate.BeamSearch;
import ai.vivace.text.generate.Generated;
import ai.vivace.text.generate.Generator;
import ai.vivace.text.generate.LengthNormalization;
import ai.vivace.text.generate.Stop;
import ai.vivace.text.model.Translator;
import java.util.List;

/**
 * How answers are looked for.
 *
 * @param beams how many are kept at a time; with 1 the likeliest token is taken always
 * @param longest the most tokens of an answer, at least 1
 * @param normalization how answers of different lengths are compared
 * @param alpha how much long ones are preferred; 0 for not at all
 */
public record TranslationSearch(int beams, int longest, LengthNormalization normalization, double alpha) {
    private static final int USUAL_LONGEST = 128;
    private static final double USUAL_ALPHA = 0.6;

    public TranslationSearch {
        int givenBeams = beams;
        int givenLongest = longest;
        InputException.require(
                beams >= 1 && longest >= 1,
                () -> "A search needs at least 1 beam and 1 token, but came " + givenBeams + " and " + givenLongest
                        + ".");
    }

    /** The likeliest token always, at most 128 tokens. */
    public static TranslationSearch greedy() {
        return ofBeams(1);
    }

    /** A beam search with the paper's penalty of lengths, ((5 + length) / 6)^0.6 (Vaswani 2017); at most 128 tokens. */
    public static TranslationSearch ofBeams(int beams) {
        return new TranslationSearch(beams, USUAL_LONGEST, LengthNormalization.GNMT, USUAL_ALPHA);
    }

    /** The same with answers of at most so many tokens. */
    public TranslationSearch longest(int tokens) {
        return new TranslationSearch(beams, tokens, normalization, alpha);
    }

    /** The same with another comparison of lengths. */
    public TranslationSearch normalization(LengthNormalization other, double newAlpha) {
        return new TranslationSearch(beams, longest, other, newAlpha);
    }

    /** Answers of texts that are equally long. */
    List<Generated> answers(Translator model, PairEncoder encoder, List<int[]> texts) {
        Stop stop = Stop.after(longest).at(encoder.end());
        if (beams == 1) {
            return Generator.of(model, stop).write(texts);
        }
        BeamSearch search = BeamSearch.of(model, stop, beams).normalization(normalization, alpha);
        return texts.stream().map(search::write).toList();
    }
}
