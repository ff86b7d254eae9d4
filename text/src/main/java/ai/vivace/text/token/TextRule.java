package ai.vivace.text.token;

/** Changes text before it is cut into tokens. The same object may be used by many threads. */
@FunctionalInterface
public interface TextRule {
    /** The changed text; the given one stays as it is, and may be the answer. */
    AlignedText apply(AlignedText text);

    /** Both rules, this one first. */
    default TextRule then(TextRule next) {
        return text -> next.apply(apply(text));
    }
}
