package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
    private final List<String> made = new ArrayList<>();
    private final BoundedCache<String, String> cache = new BoundedCache<>(10, String::length);

    private void get(String key) {
        assertThat(cache.get(key, () -> {
                    made.add(key);
                    return key;
                }))
                .isEqualTo(key);
    }

    @Test
    void whatWasUsedLastIsKept() {
        get("four");
        get("five5");
        get("four");
        get("six");
        get("four");
        get("five5");
        assertThat(made).containsExactly("four", "five5", "six", "five5");
        assertThat(cache.weight()).isEqualTo(9);
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        get("four");
        get("much too large");
        get("much too large");
        get("four");
        assertThat(made).containsExactly("four", "much too large", "much too large");
        assertThat(cache.weight()).isEqualTo(4);
    }
}
