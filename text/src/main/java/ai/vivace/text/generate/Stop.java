package ai.vivace.text.generate;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * When a text ends.
 *
 * @param longest how many tokens are written at most; at least 1
 * @param ends tokens that end the text; they are not part of it
 * @param sequences of tokens that end the text; they are part of it
 */
public record Stop(int longest, Set<Integer> ends, List<List<Integer>> sequences) {
    public Stop {
        int given = longest;
        InputException.require(longest > 0, () -> "At least 1 token must be written, but came " + given + ".");
        ends = Set.copyOf(ends);
        List<List<Integer>> copies = new ArrayList<>();
        for (List<Integer> sequence : sequences) {
            InputException.require(!sequence.isEmpty(), () -> "A sequence that ends a text must not be empty.");
            copies.add(List.copyOf(sequence));
        }
        sequences = List.copyOf(copies);
    }

    /** After so many tokens. */
    public static Stop after(int tokens) {
        return new Stop(tokens, Set.of(), List.of());
    }

    /** The same, or at one of some tokens. */
    public Stop at(Integer... tokens) {
        return new Stop(longest, Set.of(tokens), sequences);
    }

    /** The same, or behind a sequence of tokens. */
    public Stop behind(Integer... sequence) {
        List<List<Integer>> more = new ArrayList<>(sequences);
        more.add(List.of(sequence));
        return new Stop(longest, ends, more);
    }

    boolean endsWithSequence(List<Integer> written) {
        return sequences.stream()
                .anyMatch(sequence -> written.size() >= sequence.size()
                        && written.subList(written.size() - sequence.size(), written.size())
                                .equals(sequence));
    }
}
