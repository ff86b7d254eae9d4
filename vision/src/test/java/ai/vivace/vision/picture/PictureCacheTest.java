package ai.vivace.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureCacheTest {
    private static final long ROOM = 1 << 20;

    @TempDir
    Path folder;

    private final AtomicInteger decodings = new AtomicInteger();

    private DecodedPicture picture(PictureCache cache, int number, int side) {
        return cache.get("picture " + number, () -> {
            decodings.incrementAndGet();
            byte[] values = new byte[side * side * 3];
            Arrays.fill(values, (byte) number);
            return new DecodedPicture(new Size(2 * side, side), new Pixels(side, side, 3, values));
        });
    }

    private void assertKept(PictureCache cache) {
        for (int epoch = 0; epoch < 2; epoch++) {
            for (int i = 0; i < 10; i++) {
                DecodedPicture picture = picture(cache, i, 9);
                assertThat(picture.size()).isEqualTo(new Size(18, 9));
                assertThat(picture.pixels().size()).isEqualTo(Size.square(9));
                assertThat(picture.pixels().values()).containsOnly(i);
            }
        }
        assertThat(decodings).hasValue(10);
    }

    @Test
    void memoryKeepsWhatWasDecoded() {
        try (PictureCache cache = PictureCache.inMemory(ROOM)) {
            assertKept(cache);
            assertThat(cache).hasToString("10 pictures in memory");
        }
    }

    @Test
    void aFileKeepsWhatWasDecodedAlsoForTheNextRun() {
        Path file = folder.resolve("deep/pictures.cache");
        try (PictureCache cache = PictureCache.inFile(file, ROOM)) {
            assertKept(cache);
        }
        try (PictureCache cache = PictureCache.inFile(file, ROOM)) {
            assertThat(cache).hasToString("10 pictures in a file");
            assertKept(cache);
            picture(cache, 10, 5);
            assertThat(decodings).hasValue(11);
        }
        try (PictureCache cache = PictureCache.inFile(file, 2 * ROOM)) {
            assertThat(picture(cache, 10, 5).pixels().values()).containsOnly(10);
            assertThat(decodings).hasValue(11);
        }
    }

    @Test
    void whatDoesNotFitIsDecodedAgain() {
        for (PictureCache cache :
                new PictureCache[] {PictureCache.inMemory(ROOM), PictureCache.inFile(folder.resolve("small"), ROOM)}) {
            decodings.set(0);
            try (cache) {
                for (int epoch = 0; epoch < 2; epoch++) {
                    for (int i = 0; i < 8; i++) {
                        assertThat(picture(cache, i, 256).pixels().values()).containsOnly(i);
                    }
                }
                assertThat(decodings).as("five of 192 KiB fit").hasValue(8 + 3);
            }
        }
    }

    @Test
    void aDamagedEntryIsDecodedAnew() throws IOException {
        Path file = folder.resolve("pictures.cache");
        try (PictureCache cache = PictureCache.inFile(file, ROOM)) {
            picture(cache, 1, 9);
        }
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(100);
            raw.write(77);
        }
        try (PictureCache cache = PictureCache.inFile(file, ROOM)) {
            assertThat(picture(cache, 1, 9).pixels().values()).containsOnly(1);
            assertThat(decodings).hasValue(2);
        }
    }

    @Test
    void otherFilesAndFilesInUseAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "this is no cache of pictures, but a text");
        assertThatThrownBy(() -> PictureCache.inFile(text, ROOM))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no cache of pictures");
        assertThat(Files.readString(text)).isEqualTo("this is no cache of pictures, but a text");
        Path file = folder.resolve("pictures.cache");
        try (PictureCache cache = PictureCache.inFile(file, ROOM)) {
            picture(cache, 1, 9);
            assertThatThrownBy(() -> PictureCache.inFile(file, ROOM)).hasMessageContaining("is in use");
        }
        assertThatThrownBy(() -> PictureCache.inMemory(5)).hasMessageContaining("at least 1 MiB");
    }

    @Test
    void manyThreadsShareACache() {
        for (PictureCache cache :
                new PictureCache[] {PictureCache.inMemory(ROOM), PictureCache.inFile(folder.resolve("shared"), ROOM)}) {
            try (cache) {
                IntStream.range(0, 400).parallel().forEach(i -> assertThat(
                                picture(cache, i % 20, 9).pixels().values())
                        .containsOnly(i % 20));
            }
        }
    }
}
