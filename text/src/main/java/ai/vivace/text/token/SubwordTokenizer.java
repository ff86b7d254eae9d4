package ai.vivace.text.token;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer of parts of words, as published networks have them: byte-level BPE, WordPiece, unigram and whole words, with all that a Hugging Face
 * {@code tokenizer.json} says: normalizers, pre-tokenizers, special tokens around texts and pairs of texts, decoders, limits.
 *
 * <pre>{@code
 * SubwordTokenizer bert = SubwordTokenizer.read(Path.of("tokenizer.json"));
 * Encoding question = bert.encode("Who wrote Emma?", "Emma is a novel by Jane Austen.");
 * }</pre>
 *
 * <p>Immutable; what it says does not depend on what it has encoded before. A file's kind of part that is not known here is refused, by its name.
 * Parts of long texts that a file's stride repeats are not given.
 */
public final class SubwordTokenizer implements TextEncoder {
    private final TextRule normalizer;
    private final PreTokenizer preTokenizer;
    private final SubwordModel model;
    private final AddedTokens raw;
    private final AddedTokens normalized;
    private final Set<Integer> specials = new HashSet<>();
    private final TemplateReading template;
    private final TokenDecoder decoder;
    private final Vocabulary vocabulary;
    private final Limits limits;
    private final TokenizerDefinition definition;
    private final List<AddedTokens.Added> added;

    /** How long texts become. */
    record Limits(Optional<Truncation> truncation, Optional<Padding> padding) {}

    SubwordTokenizer(
            TextRule normalizer,
            PreTokenizer preTokenizer,
            SubwordModel model,
            List<AddedTokens.Added> added,
            TemplateReading template,
            TokenDecoder decoder,
            Vocabulary vocabulary,
            Limits limits,
            TokenizerDefinition definition) {
        this.normalizer = normalizer;
        this.preTokenizer = preTokenizer;
        this.model = model;
        this.added = added;
        this.template = template;
        this.decoder = decoder;
        this.vocabulary = vocabulary;
        this.limits = limits;
        this.definition = definition;
        List<AddedTokens.Added> first = new ArrayList<>();
        List<AddedTokens.Added> later = new ArrayList<>();
        for (AddedTokens.Added token : added) {
            if (token.traits().contains(AddedTokens.Trait.NORMALIZED)) {
                String written =
                        normalizer.apply(AlignedText.of(token.content())).text();
                later.add(new AddedTokens.Added(token.id(), written, token.traits()));
            } else {
                first.add(token);
            }
            if (token.traits().contains(AddedTokens.Trait.SPECIAL)) {
                specials.add(token.id());
            }
        }
        raw = new AddedTokens(first);
        normalized = new AddedTokens(later);
    }

    /**
     * Reads a {@code tokenizer.json}.
     *
     * @throws InputException when it cannot be read, is larger than 256 MiB, is no tokenizer, or has a part of a kind that is not supported; it
     *     names the place in the file
     */
    public static SubwordTokenizer read(Path file) {
        return TokenizerReading.read(TokenizerDefinition.read(file));
    }

    /**
     * Reads a tokenizer from the content of a {@code tokenizer.json}, such as a resource's.
     *
     * @param name what messages call it
     * @throws InputException as {@link #read}
     */
    public static SubwordTokenizer parse(byte[] json, String name) {
        return TokenizerReading.read(new JsonPart(TokenizerDefinition.parse(json, name), name + ": "));
    }

    /**
     * Reads GPT-2's files.
     *
     * @param vocabulary tokens and their numbers, as JSON: {@code vocab.json} or {@code encoder.json}
     * @param merges a pair a line, in the order in which they were learned: {@code merges.txt} or {@code vocab.bpe}
     * @throws InputException when they cannot be read or do not fit together
     */
    public static SubwordTokenizer gpt2(Path vocabulary, Path merges) {
        return TokenizerReading.read(PublishedFiles.gpt2(vocabulary, merges));
    }

    /**
     * Reads BERT's vocabulary, a token a line.
     *
     * @param letters whether the network was trained on lowered text without accents, as those called uncased were
     * @throws InputException when it cannot be read, or lacks [UNK], [CLS] or [SEP]
     */
    public static SubwordTokenizer bert(Path vocabulary, LetterCase letters) {
        return TokenizerReading.read(PublishedFiles.bert(vocabulary, letters));
    }

    /** Writes a {@code tokenizer.json} with the limits as they are now; {@link #read} and Hugging Face's library read it. */
    public void write(Path file) {
        byte[] json = toJson();
        AtomicFile.write(file, out -> out.write(json));
    }

    /** How texts are cut; empty when they are not. */
    public Optional<Truncation> truncation() {
        return limits.truncation;
    }

    /** What {@link #write} writes. */
    byte[] toJson() {
        return definition.with(limits.truncation, limits.padding, vocabulary);
    }

    /** This tokenizer with other limits of length; the file's are the default. */
    public SubwordTokenizer truncating(Truncation truncation) {
        return limited(new Limits(Optional.of(truncation), limits.padding));
    }

    /** This tokenizer without a limit of length. */
    public SubwordTokenizer withoutTruncation() {
        return limited(new Limits(Optional.empty(), limits.padding));
    }

    /** This tokenizer filling texts up. */
    public SubwordTokenizer padding(Padding padding) {
        vocabulary.token(padding.id());
        return limited(new Limits(limits.truncation, Optional.of(padding)));
    }

    /** This tokenizer leaving texts as short as they are. */
    public SubwordTokenizer withoutPadding() {
        return limited(new Limits(limits.truncation, Optional.empty()));
    }

    private SubwordTokenizer limited(Limits other) {
        return new SubwordTokenizer(
                normalizer, preTokenizer, model, added, template, decoder, vocabulary, other, definition);
    }

    @Override
    public Encoding encode(String text) {
        return padded(encoded(text, null));
    }

    /**
     * Encodes a pair of texts as one.
     *
     * @throws InputException when they cannot be cut to the greatest length as the truncation says
     */
    public Encoding encode(String first, String second) {
        return padded(encoded(first, second));
    }

    /** Encodes texts, filled up to one length where this tokenizer fills up. */
    public List<Encoding> encodeAll(List<String> texts) {
        List<Encoding> all =
                texts.stream().parallel().map(text -> encoded(text, null)).toList();
        return padded(all);
    }

    /**
     * Encodes pairs of texts, filled up to one length where this tokenizer fills up.
     *
     * @throws InputException when there are not as many second texts as first ones
     */
    public List<Encoding> encodeAll(List<String> first, List<String> second) {
        InputException.require(
                first.size() == second.size(),
                () -> "Pairs need equally many texts, but there are " + first.size() + " first and " + second.size()
                        + " second ones.");
        List<Encoding> all = new ArrayList<>(first.size());
        for (int i = 0; i < first.size(); i++) {
            all.add(encoded(first.get(i), second.get(i)));
        }
        return padded(all);
    }

    private List<Encoding> padded(List<Encoding> all) {
        Padding filling = limits.padding.orElse(null);
        if (filling == null) {
            return all;
        }
        int target = filling.target(all.stream().mapToInt(Encoding::size).max().orElse(0));
        return all.stream().map(one -> filling.apply(one, target)).toList();
    }

    private Encoding padded(Encoding one) {
        return padded(List.of(one)).get(0);
    }

    private Encoding encoded(String first, @Nullable String second) {
        int count = second == null ? 1 : 2;
        IdList[] texts = new IdList[count];
        texts[0] = cut(first);
        if (second != null) {
            texts[1] = cut(second);
        }
        int around = template.template().added(count);
        limits.truncation.ifPresent(cut -> {
            if (count == 1) {
                cut.apply(texts[0], around);
            } else {
                cut.apply(texts[0], texts[1], around);
            }
        });
        return joined(texts, template.template().parts(count));
    }

    /** The tokens of a text alone. */
    private IdList cut(String text) {
        IdList ids = new IdList();
        AddedTokens.Found found = (id, piece, from, to) -> ids.add(id, piece, from, to);
        raw.split(
                AlignedText.of(text),
                between -> normalized.split(
                        normalizer.apply(between),
                        rest -> preTokenizer.split(rest, piece -> model.encode(piece, ids)),
                        found),
                found);
        if (template.offsets() == TemplateReading.Offsets.WITHOUT_BLANKS) {
            ids.trim(text);
        }
        return ids;
    }

    private Encoding joined(IdList[] texts, List<Template.Part> parts) {
        int size = 0;
        for (Template.Part part : parts) {
            size += part instanceof Template.Sequence sequence
                    ? texts[sequence.number()].size()
                    : ((Template.Special) part).ids().size();
        }
        Encoding all =
                new Encoding(new int[size], new int[size], new int[size], new int[size], new int[size], new int[size]);
        Arrays.fill(all.mask(), 1);
        int at = 0;
        for (Template.Part part : parts) {
            if (part instanceof Template.Special special) {
                for (int id : special.ids()) {
                    all.ids()[at] = id;
                    all.types()[at] = special.type();
                    all.specials()[at++] = 1;
                }
            } else if (part instanceof Template.Sequence sequence) {
                IdList text = texts[sequence.number()];
                for (int i = 0; i < text.size(); i++) {
                    all.ids()[at] = text.id(i);
                    all.types()[at] = sequence.type();
                    all.starts()[at] = text.start(i);
                    all.ends()[at++] = text.end(i);
                }
            }
        }
        return all;
    }

    @Override
    public String decode(int... ids) {
        List<String> tokens = new ArrayList<>(ids.length);
        for (int id : ids) {
            String token = vocabulary.token(id);
            if (!specials.contains(id)) {
                tokens.add(token);
            }
        }
        return String.join("", decoder.apply(tokens));
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The number that fills: the file's, else that of a token called [PAD], {@code <pad>} or so, else 0. */
    @Override
    public int paddingId() {
        if (limits.padding.isPresent()) {
            return limits.padding.get().id();
        }
        return List.of("[PAD]", "<pad>", "<|endoftext|>").stream()
                .filter(vocabulary::has)
                .findFirst()
                .map(vocabulary::number)
                .orElse(0);
    }
}
