package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.text.generate.Generated;
import ai.vivace.text.generate.Generator;
import ai.vivace.text.generate.Stop;
import ai.vivace.text.generate.TokenListener;
import ai.vivace.text.model.Generative;
import ai.vivace.text.token.Encoding;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Texts that a language model continues, however long they become: where its context is full it goes on from the second half of it.
 *
 * @param model who writes
 * @param encoder how texts become tokens
 * @param context how many tokens the model reads at most
 */
record Continuation(Generative model, TextEncoder encoder, int context) {
    /** What texts begin with where there is no prompt. */
    private static final List<String> BEGINNINGS = List.of("xxbos", "<|endoftext|>", "<s>", "\n");

    WrittenText write(String text, Writing how, Consumer<String> listener) {
        List<String> notes = new ArrayList<>();
        int[] prompt = prompt(text);
        if (prompt.length > context) {
            notes.add("The prompt has " + prompt.length + " tokens, of which the model reads the last " + context
                    + "; those before were cut off.");
            prompt = last(prompt, context);
        }
        TextStream stream = new TextStream(encoder, prompt, listener);
        Generative sayable = SayableTokens.of(model, encoder);
        Integer[] ends = SayableTokens.ends(encoder.vocabulary());
        int[] all = prompt;
        int[] seen = prompt;
        int written = 0;
        Generated piece;
        do {
            piece = Generator.of(sayable, Stop.after(how.length() - written).at(ends))
                    .sampling(how.sampling())
                    .penalties(how.penalties())
                    .seed(Rng.of(how.seed()).split("writing").split(written).nextLong())
                    .listener((number, token) -> {
                        stream.add(token);
                        return TokenListener.Flow.CONTINUE;
                    })
                    .write(seen);
            written += piece.tokens().size();
            all = joined(all, piece.tokens());
            seen = last(all, Math.max(1, context / 2));
        } while (piece.ending() == Generated.Ending.CONTEXT && written < how.length());
        Generated.Ending ending = piece.ending() == Generated.Ending.CONTEXT ? Generated.Ending.LENGTH : piece.ending();
        return new WrittenText(stream.end(), written, ending, notes);
    }

    /** The tokens of a prompt without those that end texts. */
    private int[] prompt(String text) {
        Encoding encoding = encoder.encode(text);
        int size = encoding.size();
        while (size > 1 && encoding.specials()[size - 1] == 1) {
            size--;
        }
        return size > 0 ? Arrays.copyOf(encoding.ids(), size) : beginning();
    }

    private int[] beginning() {
        Vocabulary vocabulary = encoder.vocabulary();
        String token = BEGINNINGS.stream()
                .filter(vocabulary::has)
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "The prompt is empty, and the vocabulary has no token that begins texts. Give a first word."));
        return new int[] {vocabulary.number(token)};
    }

    private static int[] last(int[] tokens, int most) {
        return Arrays.copyOfRange(tokens, Math.max(0, tokens.length - most), tokens.length);
    }

    private static int[] joined(int[] tokens, List<Integer> more) {
        int[] all = Arrays.copyOf(tokens, tokens.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            all[tokens.length + i] = more.get(i);
        }
        return all;
    }
}
