package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelCsvTest {
    @TempDir
    Path folder;

    private Path csv(String text) {
        try {
            return Files.writeString(folder.resolve("some.csv"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertRefused(String text, String... parts) {
        Path file = csv(text);
        assertThatThrownBy(() -> PixelCsv.of(file).read())
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    private static byte[] pixels(ArrayDataSet set, int index) {
        return ((Array.Bytes) set.item(index).input()).values();
    }

    @Test
    void labelsAreFoundInTheLastColumn() {
        ArrayDataSet set = PixelCsv.of(csv("0,1,2,3,7\n0,5,6,7,10\n0,9,8,16,7\n0,9,8,16,10\n"))
                .read();
        assertThat(set.inputShape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(set.scale()).isEqualTo(16);
        assertThat(set.task()).isEqualTo(new Task.Classification(List.of("7", "10")));
        assertThat(pixels(set, 1)).containsExactly(0, 5, 6, 7);
        assertThat(set.classOf(1)).isEqualTo(1);
        assertThat(set.describe(1)).startsWith("row 2 of ").endsWith("some.csv");
    }

    @Test
    void labelsAreFoundInTheFirstColumnByHeaderOrVariety() {
        ArrayDataSet titled = PixelCsv.of(
                        csv(
                                "\uFEFFlabel,1x1,1x2,2x1,2x2\r\ncat,0,1,2,200\r\ndog,4,5,6,7\r\ncat,1,2,3,4\r\ndog,1,1,1,1\r\n"))
                .read();
        assertThat(titled.task()).isEqualTo(new Task.Classification(List.of("cat", "dog")));
        assertThat(pixels(titled, 0)).containsExactly(0, 1, 2, -56);
        assertThat(titled.describe(0)).startsWith("row 2 of ");
        ArrayDataSet untitled =
                PixelCsv.of(csv("3,0,9,9,0\n4,0,9,9,0\n3,1,1,1,0\n4,1,1,1,0\n")).read();
        assertThat(untitled.classOf(1)).isEqualTo(1);
        assertThat(pixels(untitled, 0)).containsExactly(0, 9, 9, 0);
    }

    @Test
    void aColumnOfTextsHasTheLabelsHoweverVariedTheOtherIs() {
        ArrayDataSet last = PixelCsv.of(csv("1,1,2,3,cat\n2,5,6,7,dog\n3,9,8,9,cat\n4,9,8,9,dog\n"))
                .read();
        assertThat(last.task()).isEqualTo(new Task.Classification(List.of("cat", "dog")));
        assertThat(pixels(last, 3)).containsExactly(4, 9, 8, 9);
        assertRefused("1,1,2,3,cat\nNaN,5,6,7,dog\n3,9,8,9,cat\n4,9,8,9,dog\n", "Row 2, column 1 of", "\"NaN\"");
    }

    @Test
    void columnAndShapeCanBeSaid() {
        Path file = csv("0,1,2,3,4,5,0\n1,1,2,3,4,5,6\n0,0,0,0,0,0,0\n1,0,0,0,0,0,0\n");
        ArrayDataSet set = PixelCsv.of(file)
                .labels(PixelCsv.LabelColumn.FIRST)
                .shape(Shape.of(1, 2, 3))
                .read();
        assertThat(set.inputShape()).isEqualTo(Shape.of(1, 2, 3));
        Path varied = csv("0,1,2,3,7\n0,1,2,3,8\n0,1,2,3,9\n");
        assertThat(PixelCsv.of(varied).labels(PixelCsv.LabelColumn.LAST).read().classOf(2))
                .isEqualTo(2);
        assertThatThrownBy(() -> PixelCsv.of(varied).read()).hasMessageContaining("Say which column");
        csv("0,1,2,3,4,5,0\n1,1,2,3,4,5,6\n0,0,0,0,0,0,0\n1,0,0,0,0,0,0\n");
        assertThat(pixels(set, 1)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> PixelCsv.of(file).shape(Shape.of(1, 3, 3)).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("6 pixels in a row")
                .hasMessageContaining("have 9");
        assertThatThrownBy(() -> PixelCsv.of(file).read()).hasMessageContaining("no square picture");
    }

    @Test
    void raggedRowsAreNamed() {
        assertRefused("0,1,2,3,7\n0,1,2,7\n", "Row 2 of", "some.csv", "has 4 columns", "first row has 5");
        assertRefused("0,1,2,3,7\n\n0,1,2,3,4,7\n", "Row 3 of", "has 6 columns");
    }

    @Test
    void rowWithoutALabelIsNamed() {
        assertRefused("0,1,2,3,a\n0,1,2,3,\n0,1,2,3,b\n0,1,2,3,a\n", "Row 2, column 5 of ", "should be a label");
        assertRefused("label,p,q,r,s\na,0,1,2,3\n ,0,1,2,3\nb,0,1,2,3\n", "Row 3, column 1 of ");
    }

    @Test
    void textInANumberIsNamed() {
        assertRefused("0,1,2,3,7\n0,1,x2,3,8\n", "Row 2, column 3 of", "some.csv", "0 to 255", "\"x2\"");
        assertRefused("0,1,2,3,7\n0,1,256,3,8\n", "Row 2, column 3", "\"256\"");
        assertRefused("0,1,2,3,7\n0,1,-1,3,8\n", "\"-1\"");
        assertRefused("0,1,2,3,7\n0,1,,3,8\n", "column 3", "\"\"");
        assertRefused("0,1,2,3,7\n0,1,2.5,3,8\n", "\"2.5\"");
        assertRefused("0,1,2,3,7\n?,1,2,3,8\n0,1,2,3,7\n0,1,2,3,8\n", "column 1", "\"?\"");
        assertThat(pixels(
                        PixelCsv.of(csv("0,1.0,2.,3,7\n0,1,2,3,8\n0,1,2,3,7\n0,1,2,3,8\n"))
                                .read(),
                        0))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void filesWithoutPicturesOrLabelsAreRefused() {
        assertRefused("", "no rows");
        assertRefused("label,a,b,c,d\n", "no rows");
        assertRefused("1\n2\n", "1 column");
        assertRefused("0,1,2,3,7\n0,1,2,3,7\n", "1 different values", "no labels");
        assertThatThrownBy(() -> PixelCsv.of(folder.resolve("gone.csv")).read())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("gone.csv");
    }

    @Test
    void packedFilesAreRead() throws IOException {
        Path file = Files.write(
                folder.resolve("some.csv.gz"),
                IdxTest.packed("0,1,2,3,7\n0,1,2,3,8\n0,0,0,0,7\n0,1,1,1,8\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(Pictures.open(file).source().size()).isEqualTo(4);
    }

    @Test
    void digitsComeWithTheProgram() {
        ArrayDataSet digits = Digits.load();
        assertThat(digits.size()).isEqualTo(1797);
        assertThat(digits.inputShape()).isEqualTo(Shape.of(1, 8, 8));
        assertThat(digits.scale()).isEqualTo(16);
        assertThat(((Task.Classification) digits.task()).labels())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(IntStream.range(0, 1797).filter(i -> digits.classOf(i) == 3)).hasSize(183);
        assertThat(pixels(digits, 0)).startsWith(0, 0, 5, 13, 9, 1, 0, 0).endsWith(6, 13, 10, 0, 0, 0);
        assertThat(Digits.class.getResource("digits-licence.txt")).isNotNull();
        assertThat(Pictures.digits().split(0.2, 42).apply(digits).validation().size())
                .isEqualTo(359);
    }
}
