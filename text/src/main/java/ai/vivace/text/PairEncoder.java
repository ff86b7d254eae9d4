package ai.vivace.text;

import ai.vivace.base.InputException;
import ai.vivace.text.token.Encoding;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import ai.vivace.text.token.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts and their answers as numbers of one common vocabulary, each with a token that ends it.
 *
 * @param text cuts texts of both sides and numbers their tokens
 * @param padding the token that fills up
 * @param start the token that answers start with; often the padding's
 * @param end the token that ends texts
 */
public record PairEncoder(TextEncoder text, int padding, int start, int end) {
    private static final List<String> ENDS = List.of("</s>", "<|endoftext|>", "xxeos", "[SEP]", "<eos>");

    public PairEncoder {
        int tokens = text.vocabulary().size();
        for (int token : new int[] {padding, start, end}) {
            InputException.require(
                    token >= 0 && token < tokens,
                    () -> "Padding, start and end must be tokens from 0 to " + (tokens - 1) + ", but one is " + token
                            + ".");
        }
    }

    /**
     * Takes the tokenizer's padding, which starts answers too, as Marian and T5 have it, and its token for ends: the first that there is of
     * {@code </s>}, {@code <|endoftext|>}, {@code xxeos}, {@code [SEP]} and {@code <eos>}.
     *
     * @throws InputException when there is none of them
     */
    public static PairEncoder of(TextEncoder text) {
        Vocabulary vocabulary = text.vocabulary();
        String end = ENDS.stream()
                .filter(vocabulary::has)
                .findFirst()
                .orElseThrow(
                        () -> new InputException("The vocabulary has no token that ends texts, which would be one of "
                                + String.join(", ", ENDS) + ". Say which it is, by the constructor."));
        return new PairEncoder(text, text.paddingId(), text.paddingId(), vocabulary.number(end));
    }

    /** The number of tokens. */
    public int vocabularySize() {
        return text.vocabulary().size();
    }

    /** A text's tokens and the end. What the tokenizer puts around texts is left out, and so are these three tokens in the text. */
    public int[] ids(String of) {
        Encoding encoding = text.encode(of);
        int[] ids = new int[encoding.size() + 1];
        int size = 0;
        for (int i = 0; i < encoding.size(); i++) {
            int id = encoding.ids()[i];
            if (encoding.specials()[i] == 0 && id != padding && id != start && id != end) {
                ids[size++] = id;
            }
        }
        ids[size++] = end;
        return Arrays.copyOf(ids, size);
    }

    /** As {@link #ids}, of many texts by several threads. */
    public List<int[]> all(List<String> texts) {
        List<int[]> all = new ArrayList<>(texts.size());
        TextPipeline.standard().run(texts, part -> part.stream().map(this::ids).toList(), all::addAll);
        return all;
    }

    /** Tokens as text. */
    public String decode(List<Integer> ids) {
        return text.decode(ids.stream().mapToInt(Integer::intValue).toArray()).strip();
    }
}
