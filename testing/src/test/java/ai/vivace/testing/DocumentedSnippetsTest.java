package ai.vivace.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedSnippetsTest {
    @Test
    void blocksAreFoundInOrderWithoutTheirIndent() {
        String text =
                "Words.\n```java\nint a;\n```\n```xml\n<b/>\n```\n    ```java\n    if (a) {\n        b();\n    }\n    ```\n";
        assertThat(DocumentedSnippets.between(text, "```java", "```"))
                .isEqualTo(List.of("int a;", "if (a) {\n    b();\n}"));
    }

    @Test
    void blocksMustEnd() {
        assertThatThrownBy(() -> DocumentedSnippets.between("// snippet\nint a;\n", "// snippet", "// end"))
                .hasMessageContaining("does not end");
    }

    @Test
    void aPageWithOtherCodeIsRefused() {
        assertThatThrownBy(() -> DocumentedSnippets.areThoseOf("README.md", DocumentedSnippetsTest.class))
                .hasMessageContaining("README.md");
    }
}
