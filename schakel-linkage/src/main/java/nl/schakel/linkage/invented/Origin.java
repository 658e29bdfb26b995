// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.invented;

import java.util.List;

/**
 * A group of names of one origin. Given names are common ones; family names are put together from
 * syllables, so that they sound right and belong to nobody.
 */
public enum Origin {
  /** Dutch. */
  DUTCH(
      List.of(
          "Lina", "Daan", "Sanne", "Bram", "Femke", "Joris", "Lotte", "Thijs", "Maud", "Ruben",
          "Eva", "Pieter", "Anouk", "Sjoerd", "Marieke", "Wouter", "Iris", "Jeroen", "Nienke",
          "Gijs", "Roos", "Tim", "Fleur", "Stijn", "Esther", "Koen", "Hanna", "Mark", "Yara",
          "Niels"),
      List.of(
          "Voor", "Beek", "Hoog", "Wester", "Linden", "Zand", "Water", "Molen", "Kerk", "Bos",
          "Steen", "Heide", "Brug", "Dijk", "Oever", "Rozen", "Groen", "Vinken", "Haver", "Duin"),
      List.of(
          "beeld", "stra", "man", "huis", "veld", "berg", "hout", "mans", "kamp", "sma", "wijk",
          "horst", "meer", "dam", "schot", "loo", "brink", "rade", "donk", "zicht"),
      List.of("Nederland")),
  /** Arabic. */
  ARABIC(
      List.of(
          "Mohammed",
          "Youssef",
          "Fatima",
          "Khadija",
          "Ahmed",
          "Aisha",
          "Mustafa",
          "Zahra",
          "Abdelkader",
          "Noura",
          "Khalid",
          "Samira",
          "Hussein",
          "Leila",
          "Ibrahim",
          "Rachida",
          "Omar",
          "Soumaya",
          "Bilal",
          "Ghizlane",
          "Walid",
          "Chaima",
          "Tarek",
          "Hanane",
          "Faisal",
          "Naima",
          "Jamal",
          "Shirin",
          "Rashid",
          "Oumaima"),
      List.of(
          "Al Kha", "El Gha", "Bou", "Ben Sha", "Abu Za", "Al Ma", "El Ha", "Ait Ou", "Al Ra",
          "El Sa", "Ben Cha", "Al Ta", "Has", "Mou", "Dar", "Qas", "Yah", "Naj", "Sul", "Far"),
      List.of(
          "roub", "lidi", "zani", "ssami", "nouri", "bbar", "tahir", "kkaoui", "rashi", "mdani",
          "wahid", "yoush", "dikhi", "louch", "ghali", "zaoui", "fourat", "sherif", "jari",
          "qadri"),
      List.of("Marokko", "Syrië", "Irak", "Egypte", "Algerije")),
  /** Slavic. */
  SLAVIC(
      List.of(
          "Mikhail",
          "Yuliya",
          "Oleksandr",
          "Tatyana",
          "Dmitriy",
          "Svetlana",
          "Volodymyr",
          "Nataliya",
          "Sergey",
          "Olha",
          "Andriy",
          "Ekaterina",
          "Wojciech",
          "Małgorzata",
          "Jerzy",
          "Agnieszka",
          "Nikolay",
          "Zhanna",
          "Yevgeniya",
          "Pavel",
          "Kseniya",
          "Vasyl",
          "Daryna",
          "Bogdan",
          "Iryna",
          "Aleksey",
          "Lyudmila",
          "Stanisław",
          "Krzysztof",
          "Veronika"),
      List.of(
          "Vorozh", "Kalin", "Petrov", "Shev", "Zhur", "Bereg", "Khol", "Tsvet", "Grig", "Yako",
          "Lysch", "Smol", "Novi", "Wyso", "Kowa", "Pole", "Dobro", "Mlyn", "Yur", "Chern"),
      List.of(
          "enko", "ovskiy", "ova", "chuk", "itskaya", "yuk", "evich", "owski", "ska", "inskiy",
          "yan", "yshyn", "ovych", "aya", "chenko", "ewicz", "ak", "ykh", "tsev", "uta"),
      List.of("Oekraïne", "Polen", "Bulgarije", "Rusland")),
  /** Vietnamese. */
  VIETNAMESE(
      List.of(
          "Thị Lan",
          "Văn Hùng",
          "Ngọc Anh",
          "Minh Tuấn",
          "Thu Hà",
          "Đức Long",
          "Phương Thảo",
          "Quang Huy",
          "Bích Ngọc",
          "Hữu Phước",
          "Mai Linh",
          "Xuân Trường",
          "Kim Chi",
          "Tiến Dũng",
          "Hồng Nhung",
          "Gia Bảo",
          "Thùy Dương",
          "Khánh Vy",
          "Trung Kiên",
          "Diệu Hiền",
          "Thanh Tâm",
          "Ánh Tuyết",
          "Việt Hoàng",
          "Hải Yến",
          "Bảo Trân",
          "Công Phượng",
          "Nhật Minh",
          "Tường Vi",
          "Mạnh Cường",
          "Cẩm Tú"),
      List.of(
          "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
          "Hồ", "Ngô", "Dương", "Lý", "Trịnh", "Đinh", "Mai", "Tạ"),
      List.of(
          "", " Thế", " Đình", " Bá", " Khắc", " Trọng", " Duy", " Như", " Phúc", " Sĩ", " Hà",
          " Quý", " Viết", " Cao", " Lương", " Tôn", " Châu", " Vĩnh", " Doãn", " Kiều"),
      List.of("Vietnam")),
  /** West African. */
  WEST_AFRICAN(
      List.of(
          "Ousmane",
          "Fatoumata",
          "Mamadou",
          "Aminata",
          "Ibrahima",
          "Mariama",
          "Kwame",
          "Abena",
          "Chukwuemeka",
          "Blessing",
          "Oluwaseun",
          "Ngozi",
          "Souleymane",
          "Aissatou",
          "Kofi",
          "Adjoa",
          "Djibril",
          "Hawa",
          "Emeka",
          "Chiamaka",
          "Boubacar",
          "Ramatoulaye",
          "Yaw",
          "Efua",
          "Babatunde",
          "Folake",
          "Cheikh",
          "Khady",
          "Osaze",
          "Osarugue"),
      List.of(
          "Dia", "Oko", "Tra", "Ade", "Kou", "Cissa", "Nwa", "Ba", "Ouatta", "Mensa", "Djo", "Kei",
          "Sowa", "Oba", "Fo", "Konda", "Asa", "Bango", "Touma", "Owu"),
      List.of(
          "llo", "ore", "fana", "yemi", "kwu", "chukwu", "ndiaye", "mouko", "bari", "hene", "dji",
          "fodia", "nkwo", "seidu", "koro", "bangui", "waju", "tchou", "gyei", "saga"),
      List.of("Nigeria", "Guinee", "Sierra Leone", "Ghana", "Senegal"));

  private final List<String> given;
  private final List<String> starts;
  private final List<String> endings;
  private final List<String> countries;

  Origin(List<String> given, List<String> starts, List<String> endings, List<String> countries) {
    this.given = given;
    this.starts = starts;
    this.endings = endings;
    this.countries = countries;
  }

  String given(Draw draw) {
    return given.get(draw.skewed(given.size()));
  }

  String family(Draw draw) {
    return starts.get(draw.skewed(starts.size())) + endings.get(draw.skewed(endings.size()));
  }

  String country(Draw draw) {
    return countries.get(draw.skewed(countries.size()));
  }
}
