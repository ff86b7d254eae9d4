package ai.vivace.text.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a tokenizer.json says around a model: of GPT-2's, BERT's and SentencePiece's kind. */
final class JsonTokenizers {
    private JsonTokenizers() {}

    /**
     * Bytes in words, as GPT-2.
     *
     * @param model whose vocabulary may have the special tokens
     * @param specials tokens that are found whole, as far as the vocabulary has them
     */
    static ObjectNode byteLevel(ObjectNode model, String... specials) {
        ObjectNode file = file(model, (ObjectNode) model.get("vocab"), List.of(specials));
        file.putNull("normalizer");
        for (String part : List.of("pre_tokenizer", "post_processor", "decoder")) {
            file.putObject(part)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", true);
        }
        return file;
    }

    /** Parts of words, as BERT. */
    static ObjectNode bert(ObjectNode vocabulary, LetterCase letters) {
        ObjectNode model = TokenizerDefinition.JSON
                .createObjectNode()
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", 100);
        model.set("vocab", vocabulary);
        ObjectNode file = file(model, vocabulary, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        file.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", true)
                .putNull("strip_accents")
                .put("lowercase", letters == LetterCase.LOWERED);
        file.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode around = file.putObject("post_processor").put("type", "BertProcessing");
        around.putArray("sep").add("[SEP]").add(vocabulary.get("[SEP]"));
        around.putArray("cls").add("[CLS]").add(vocabulary.get("[CLS]"));
        file.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        return file;
    }

    /** Words with ▁ before them, in Unicode's form NFKC, as SentencePiece. */
    static ObjectNode metaspace(ObjectNode model, ObjectNode numbers, String... specials) {
        ObjectNode file = file(model, numbers, List.of(specials));
        file.putObject("normalizer").put("type", "NFKC");
        for (String part : List.of("pre_tokenizer", "decoder")) {
            file.putObject(part)
                    .put("type", "Metaspace")
                    .put("replacement", "▁")
                    .put("prepend_scheme", "always")
                    .put("split", true);
        }
        file.putNull("post_processor");
        return file;
    }

    private static ObjectNode file(ObjectNode model, ObjectNode numbers, List<String> specials) {
        ObjectNode file = TokenizerDefinition.JSON.createObjectNode().put("version", "1.0");
        file.putNull("truncation");
        file.putNull("padding");
        ArrayNode added = file.putArray("added_tokens");
        for (String special : specials) {
            if (numbers.has(special)) {
                added.addObject()
                        .put("id", numbers.get(special).asInt())
                        .put("content", special)
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", true);
            }
        }
        file.set("model", model);
        return file;
    }
}
