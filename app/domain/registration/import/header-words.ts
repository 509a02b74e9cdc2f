import type { ImportField } from './columns.ts';

/** What a column that answers two questions at once asks for; it has to be taken apart by who wrote it. */
export const JOINED_WORDS: readonly { readonly fields: readonly ImportField[]; readonly words: string }[] = [
  {
    fields: ['surname', 'givenNames'],
    words:
      'nom et prénom, nom et prénoms, noms et prénoms, nom prénom, nom prénoms, noms prénoms, nom & prénom, prénom et nom, prénoms et nom, prénoms et noms, prénom nom, prénoms nom, nom complet, noms complets, identité, name, names, full name, name and surname, surname and given names, surname and first name, first and last name, candidat, élève, candidate name, student name, pupil name',
  },
  {
    fields: ['birthDate', 'birthPlace'],
    words:
      'date et lieu de naissance, dates et lieux de naissance, date lieu de naissance, né le à, né et à, date and place of birth, place and date of birth',
  },
];

/** The titles that schools give to each column, in French and English; case, accents, punctuation and small words aside. */
export const HEADER_WORDS: Readonly<Record<ImportField, string>> = {
  surname:
    'nom, noms, nom de famille, nom du candidat, nom de l’élève, nom patronymique, nom de naissance, nom de jeune fille, patronyme, surname, surnames, last name, lastname, family name, second name',
  givenNames:
    'prénom, prénoms, prénom(s), prénom du candidat, prénom usuel, given name, given names, givenname, givennames, first name, first names, firstname, forename, forenames, other names, christian name',
  sex: 'sexe, sex, genre, gender, sexe m/f, sexe f/m, m/f, f/m, g/f, sx',
  birthDate:
    'date de naissance, date naissance, date naiss, date nais, date de naiss, datenaissance, naissance, né le, née le, né(e) le, né/née le, né.e le, né, ddn, d.naiss, jour de naissance, date of birth, birth date, birthdate, birthday, dob, d.o.b., born, born on',
  birthPlace:
    'lieu de naissance, lieu naissance, lieu naiss, lieu de naiss, lieunaissance, lieu, né à, née à, né(e) à, né/née à, né.e à, ville de naissance, commune de naissance, localité de naissance, place of birth, birth place, birthplace, pob, born at, born in, place',
  nationality: 'nationalité, nation, nat, pays, pays de nationalité, nationality, citizenship, country',
  series:
    'série, séries, filière, filières, série/filière, série ou filière, série du bac, section, spécialité, branche, series, stream, track, branch',
  options:
    'options, option, option facultative, épreuves facultatives, épreuve facultative, épreuves facult, matières facultatives, matière facultative, facultatif, facultatifs, facultative, facultatives, épreuves optionnelles, matières optionnelles, matière optionnelle, optional paper, optional papers, optional subject, optional subjects, elective, electives',
  sport:
    'eps, sport, sports, apte, apte/inapte, aptitude, aptitude eps, aptitude physique, aptitude sportive, eps apte/inapte, épreuve d’eps, éducation physique, éducation physique et sportive, pe, physical education, fit, fit/unfit, fitness, fit for sport',
  nationalId:
    'n° d’identification, numéro d’identification, n° identification, n° d’identification nationale, numéro d’identification nationale, identifiant national, identifiant, identification, nin, nni, nina, npi, cni, n° cni, numéro national, carte d’identité, n° carte d’identité, n° de carte d’identité nationale, national id, national id number, national identity number, national identification number, national number, id number, identity number, identity card, id card',
  diplomaExam:
    'diplôme, diplôme obtenu, diplôme obtenu examen, diplôme antérieur, dernier diplôme, examen antérieur, examen obtenu, diploma, diploma held, diploma held exam, earlier diploma, previous diploma, previous exam, qualification',
  diplomaYear:
    'année du diplôme, année diplôme, diplôme obtenu année, année d’obtention, année d’obtention du diplôme, année du bepc, année bepc, année du bac, diploma year, diploma held year, year of diploma, year obtained, year of award',
  diplomaNumber:
    'n° du diplôme, numéro du diplôme, n° diplôme, diplôme obtenu numéro, n° d’attestation, n° de l’attestation, numéro attestation, n° du bepc, n° bepc, diploma number, diploma held number, number of diploma, certificate number',
  attempts:
    'présentations, nombre de présentations, nb de présentations, tentatives, nombre de tentatives, nombre de fois, fois présenté, attempts, number of attempts, previous attempts, times sat, times sat before',
  phone:
    'téléphone, téléphones, tél, tel, n° de téléphone, n° téléphone, n° tél, numéro de téléphone, téléphone portable, téléphone mobile, portable, mobile, gsm, contact, contacts, whatsapp, phone, phone number, telephone number, mobile number, mobile phone, cell, cell phone, cellphone',
  email:
    'email, e-mail, mail, mél, courriel, adresse électronique, adresse mail, adresse email, adresse e-mail, email address, e-mail address, mail address',
  schoolNumber:
    'matricule, matricules, n° matricule, numéro matricule, n° de matricule, matricule élève, matricule scolaire, matricule interne, matricule dans l’établissement, numéro de l’élève, n° élève, numéro scolaire, school number, number at school, student number, student id, student no, pupil number, pupil id, admission number, admission no, registration number, registration no, reg no, roll number, roll no',
};
