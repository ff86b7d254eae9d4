package ai.vivace.text.token;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The files of before tokenizer.json, as what that would say. */
final class PublishedFiles {
    private PublishedFiles() {}

    static JsonPart gpt2(Path vocabulary, Path merges) {
        ObjectNode model = TokenizerDefinition.JSON.createObjectNode().put("type", "BPE");
        model.set("vocab", TokenizerDefinition.read(vocabulary).node());
        ArrayNode pairs = model.putArray("merges");
        for (String line : lines(merges)) {
            if (!line.startsWith("#version") && !line.isEmpty()) {
                pairs.add(line);
            }
        }
        ObjectNode file = JsonTokenizers.byteLevel(model, "<|endoftext|>");
        return new JsonPart(file, merges + ": ");
    }

    static JsonPart bert(Path vocabulary, LetterCase letters) {
        List<String> tokens = lines(vocabulary);
        ObjectNode numbers = TokenizerDefinition.JSON.createObjectNode();
        for (int i = 0; i < tokens.size(); i++) {
            numbers.put(tokens.get(i), i);
        }
        for (String needed : List.of("[UNK]", "[CLS]", "[SEP]")) {
            InputException.require(
                    numbers.has(needed),
                    () -> vocabulary + " lacks the token " + needed + ". Is it the vocabulary of a BERT?");
        }
        return new JsonPart(JsonTokenizers.bert(numbers, letters), vocabulary + ": ");
    }

    private static List<String> lines(Path file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(TokenizerDefinition.bytes(file)))
                    .toString();
            List<String> lines = List.of(text.split("\r?\n", -1));
            return lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
        } catch (CharacterCodingException e) {
            throw new InputException(file + " is not UTF-8. Is it a tokenizer's file?", e);
        }
    }
}
