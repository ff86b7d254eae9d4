package ai.vivace.text.token;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbered tokens: a token's number is its place. */
public final class Vocabulary {
    /** Fills a vocabulary up to a multiple of eight, as fastai's do; never the token of a text. */
    public static final String FILLING = "xxfake";

    private static final long LARGEST_FILE = 1L << 28;

    private final List<String> tokens;
    private final Map<String, Integer> numbers;

    private Vocabulary(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        numbers = new HashMap<>(tokens.size() * 2);
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            Integer before = numbers.putIfAbsent(token, i);
            int place = i;
            InputException.require(
                    before == null || token.equals(FILLING),
                    () -> "The token \"" + token + "\" stands in the vocabulary twice, as number " + before + " and as "
                            + place + ". Remove one.");
        }
    }

    /**
     * A vocabulary of tokens in the order of their numbers.
     *
     * @throws InputException when there are none, or one stands twice
     */
    public static Vocabulary of(List<String> tokens) {
        InputException.require(!tokens.isEmpty(), () -> "A vocabulary needs at least one token, but came none.");
        return new Vocabulary(tokens);
    }

    /** The number of tokens. */
    public int size() {
        return tokens.size();
    }

    /** All tokens, in the order of their numbers. */
    public List<String> tokens() {
        return tokens;
    }

    /**
     * The token of a number.
     *
     * @throws InputException when there is none
     */
    public String token(int number) {
        InputException.require(
                number >= 0 && number < tokens.size(),
                () -> "The vocabulary has tokens 0 to " + (tokens.size() - 1) + "; there is no token " + number
                        + ". Numbers must come of the same vocabulary.");
        return tokens.get(number);
    }

    /** Whether a token has a number. */
    public boolean has(String token) {
        return numbers.containsKey(token);
    }

    /** The number of a token, or another number when it has none. */
    public int number(String token, int otherwise) {
        Integer number = numbers.get(token);
        return number == null ? otherwise : number;
    }

    /**
     * The number of a token.
     *
     * @throws InputException when it has none
     */
    public int number(String token) {
        Integer number = numbers.get(token);
        InputException.require(
                number != null,
                () -> "The token \"" + token + "\" is not in the vocabulary of " + tokens.size()
                        + " tokens. Add it, or use a tokenizer that has it.");
        return number == null ? -1 : number;
    }

    /**
     * Writes a file of UTF-8 with a token a line, in order; line ends and backslashes in tokens are written as in Java.
     *
     * @throws InputException when it cannot be written
     */
    public void write(Path file) {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append(token.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                    .append('\n');
        }
        AtomicFile.write(file, text.toString());
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws InputException when the file cannot be read, is no UTF-8, is larger than 256 MiB, has no line or one twice
     */
    public static Vocabulary read(Path file) {
        try {
            long size = Files.size(file);
            InputException.require(
                    size <= LARGEST_FILE,
                    () -> file + " has " + size + " bytes, more than the " + LARGEST_FILE
                            + " of the largest vocabulary. Is it one?");
            List<String> tokens = new ArrayList<>();
            for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
                tokens.add(unescape(line));
            }
            tokens.remove(tokens.size() - 1);
            return of(tokens);
        } catch (CharacterCodingException e) {
            throw new InputException(file + " is no vocabulary: it is not UTF-8. Write it with Vocabulary.write.", e);
        } catch (IOException e) {
            throw new InputException("Cannot read the vocabulary " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static String unescape(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                token.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                token.append(c);
            }
        }
        return token.toString();
    }

    /** As in {@code 8192 tokens}. */
    @Override
    public String toString() {
        return tokens.size() + " tokens";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }
}
