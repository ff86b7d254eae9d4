package ai.vivace.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How this package reads JSON that others wrote: bounded in depth and length, and without doubled keys or trailing text. */
final class Json {
    /** What one text of JSON may have, in characters, since a tree of it takes many times as much of Java's heap. */
    static final int LONGEST_TEXT = 16 << 20;

    private static final int DEEPEST_NESTING = 200;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .maxStringLength(Safetensors.LONGEST_HEADER)
                            .maxDocumentLength(Safetensors.LONGEST_HEADER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}
}
