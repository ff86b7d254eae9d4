package ai.vivace.text.generate;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.AttentionMask;
import java.util.List;

/** Prompts of different lengths as one batch, with padding in front. */
final class Prompts {
    private Prompts() {}

    static void check(List<int[]> prompts) {
        InputException.require(
                !prompts.isEmpty() && prompts.stream().allMatch(prompt -> prompt.length > 0),
                () ->
                        "Texts are continued from prompts of at least one token each. Start with the token that begins texts.");
    }

    private static int longest(List<int[]> prompts) {
        return prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0);
    }

    static Tensor tokens(List<int[]> prompts) {
        int length = longest(prompts);
        long[] tokens = new long[prompts.size() * length];
        for (int i = 0; i < prompts.size(); i++) {
            int[] prompt = prompts.get(i);
            for (int j = 0; j < prompt.length; j++) {
                tokens[(i + 1) * length - prompt.length + j] = prompt[j];
            }
        }
        return Tensor.of(tokens, Shape.of(prompts.size(), length));
    }

    static AttentionMask mask(List<int[]> prompts) {
        int length = longest(prompts);
        if (prompts.stream().allMatch(prompt -> prompt.length == length)) {
            return AttentionMask.all();
        }
        long[] mask = new long[prompts.size() * length];
        for (int i = 0; i < prompts.size(); i++) {
            for (int j = 0; j < prompts.get(i).length; j++) {
                mask[(i + 1) * length - 1 - j] = 1;
            }
        }
        return AttentionMask.attending(Tensor.of(mask, Shape.of(prompts.size(), length)));
    }
}
