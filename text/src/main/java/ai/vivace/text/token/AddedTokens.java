package ai.vivace.text.token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tokens that are found in text before anything is cut, such as [MASK]: the first one, and of several there the longest. */
final class AddedTokens {
    private final Map<Character, List<Added>> byFirst = new HashMap<>();

    /**
     * An added token.
     *
     * @param id its number
     * @param content how it is written
     * @param traits what else is said of it
     */
    record Added(int id, String content, Set<Trait> traits) {}

    /** What is said of an added token; the names are those of tokenizer.json. */
    enum Trait {
        /** Stands for no text, and is left out when decoding. */
        SPECIAL,
        /** Is looked for after the text was normalised. */
        NORMALIZED,
        /** Counts only between characters that are of no word. */
        SINGLE_WORD,
        /** Takes the white space before it. */
        LSTRIP,
        /** Takes the white space behind it. */
        RSTRIP
    }

    AddedTokens(List<Added> tokens) {
        Set<String> seen = new HashSet<>();
        for (Added token : tokens) {
            if (!token.content.isEmpty() && seen.add(token.content)) {
                byFirst.computeIfAbsent(token.content.charAt(0), c -> new ArrayList<>())
                        .add(token);
            }
        }
        byFirst.values().forEach(list -> list.sort(Comparator.comparingInt(token -> -token.content.length())));
    }

    /** Takes a token that was found. */
    @FunctionalInterface
    interface Found {
        void at(int id, AlignedText text, int from, int to);
    }

    /** Hands on what is found and what stands between, in order. */
    void split(AlignedText text, Consumer<AlignedText> between, Found found) {
        String now = text.text();
        int from = 0;
        int i = 0;
        while (i < now.length()) {
            Added token = byFirst.isEmpty() ? null : at(now, i);
            if (token == null) {
                i = byFirst.isEmpty() ? now.length() : i + 1;
                continue;
            }
            int end = i + token.content.length();
            int start = i;
            while (token.traits.contains(Trait.LSTRIP) && start > from && isSpace(now.charAt(start - 1))) {
                start--;
            }
            while (token.traits.contains(Trait.RSTRIP) && end < now.length() && isSpace(now.charAt(end))) {
                end++;
            }
            PreTokenizer.hand(text, from, start, between);
            found.at(token.id, text, start, end);
            from = end;
            i = end;
        }
        PreTokenizer.hand(text, from, now.length(), between);
    }

    private @Nullable Added at(String text, int at) {
        List<Added> candidates = byFirst.get(text.charAt(at));
        if (candidates == null) {
            return null;
        }
        for (Added token : candidates) {
            if (text.startsWith(token.content, at) && mayStand(text, at, token)) {
                return token;
            }
        }
        return null;
    }

    private static boolean mayStand(String text, int at, Added token) {
        int end = at + token.content.length();
        return !token.traits.contains(Trait.SINGLE_WORD)
                || ((at == 0 || !Characters.isWord(text.codePointBefore(at)))
                        && (end == text.length() || !Characters.isWord(text.codePointAt(end))));
    }

    private static boolean isSpace(char c) {
        return Characters.isWhiteSpace(c);
    }
}
